/** What `gantry pprof` says beside its report. */
export const PPROF_TEXT = {
  en: {
    usage: `Usage: gantry pprof top [options] FILE

Lists the functions that cost most in a pprof profile, as \`go tool pprof -top\` does. Needs no Go.

Options:
  --sample-index NAME   what to measure: the name or number of a sample type
  --base FILE           subtract another profile; shares refer to what is left
  --diff-base FILE      compare with another profile; shares refer to that
  --normalize           scale to the base first, for recordings of different length
  --focus RE            only samples that pass through a match
  --ignore RE           no samples that pass through a match
  --hide RE             stacks without matching functions
  --show RE             stacks with only matching functions
  --nodecount N         at most N functions (default: all)
  --nodefraction F      leave out functions below this share (default: 0; pprof's is 0.005)
  --edgefraction F      leave out calls below this share (default: 0; pprof's is 0.001)
  --format text|json    (default: text)
  --max-bytes N         refuse files that inflate beyond this (default: 1073741824)
  -h, --help

RE is a regular expression in Go's syntax. pprof's own spelling of the options (-sample_index=NAME) works too.
Exit status: 0 when the report is printed, 2 on wrong usage or unreadable input.
`,
    badUsage: (reason: string) => `${reason}\nSee: gantry pprof --help\n`,
    unknownCommand: (name: string) => `There is no report “${name}”: use \`gantry pprof top FILE\`.`,
    noCommand: () => 'Say which report: `gantry pprof top FILE`.',
    oneFile: (count: number) => (count === 0 ? 'Name the profile to read.' : `Name one profile, not ${count}.`),
    unknownOption: (option: string) => `There is no option ${option}.`,
    missingValue: (option: string) => `The option ${option} needs a value.`,
    noValueWanted: (option: string) => `The option ${option} takes no value.`,
    badNumber: (option: string, value: string) =>
      `The option --${option} needs a number that is not negative, not “${value}”.`,
    badFormat: (value: string) => `There is no format “${value}”: use text or json.`,
    twoBases: () => 'Use either --base or --diff-base.',
    idleNormalize: () => 'The option --normalize needs --base or --diff-base.',
    notFound: (path: string) => `${path}: there is no such file.`,
    isFolder: (path: string) => `${path}: this is a folder; name a profile in it.`,
    forbidden: (path: string) => `${path}: you may not read this file.`,
    unreadable: (path: string, reason: string) => `${path}: the file cannot be read (${reason}).`,
    idleFilter: (option: string) => `Nothing matches --${option}.`,
  },
  'zh-cn': {
    usage: `用法：gantry pprof top [选项] FILE

列出 pprof profile 中开销最大的函数，结果与 \`go tool pprof -top\` 一致，无需安装 Go。

选项：
  --sample-index NAME   度量的样本类型：名称或编号
  --base FILE           减去另一个 profile，占比以剩余部分为基数
  --diff-base FILE      与另一个 profile 对比，占比以后者为基数
  --normalize           先按基准缩放，用于采集时长不同的 profile
  --focus RE            只保留经过匹配项的样本
  --ignore RE           去掉经过匹配项的样本
  --hide RE             从调用栈中去掉匹配的函数
  --show RE             调用栈中只保留匹配的函数
  --nodecount N         最多列出 N 个函数（默认：全部）
  --nodefraction F      忽略占比低于该值的函数（默认：0，pprof 为 0.005）
  --edgefraction F      忽略占比低于该值的调用（默认：0，pprof 为 0.001）
  --format text|json    输出格式（默认：text）
  --max-bytes N         拒绝解压后超过该大小的文件（默认：1073741824）
  -h, --help            显示本帮助

RE 是 Go 语法的正则表达式；也接受 pprof 自己的选项写法（-sample_index=NAME）。
退出码：0 表示已输出报告，2 表示用法错误或输入无法读取。
`,
    badUsage: (reason: string) => `${reason}\n参见：gantry pprof --help\n`,
    unknownCommand: (name: string) => `没有名为“${name}”的报告：请使用 \`gantry pprof top FILE\`。`,
    noCommand: () => '请指定报告：`gantry pprof top FILE`。',
    oneFile: (count: number) =>
      count === 0 ? '请指定要读取的 profile。' : `只能指定一个 profile，而不是 ${count} 个。`,
    unknownOption: (option: string) => `没有选项 ${option}。`,
    missingValue: (option: string) => `选项 ${option} 需要一个值。`,
    noValueWanted: (option: string) => `选项 ${option} 不接受值。`,
    badNumber: (option: string, value: string) => `选项 --${option} 需要非负数，而不是“${value}”。`,
    badFormat: (value: string) => `没有格式“${value}”：请使用 text 或 json。`,
    twoBases: () => '--base 与 --diff-base 只能使用其一。',
    idleNormalize: () => '选项 --normalize 需要配合 --base 或 --diff-base 使用。',
    notFound: (path: string) => `${path}：文件不存在。`,
    isFolder: (path: string) => `${path}：这是文件夹，请指定其中的 profile。`,
    forbidden: (path: string) => `${path}：没有读取该文件的权限。`,
    unreadable: (path: string, reason: string) => `${path}：无法读取文件（${reason}）。`,
    idleFilter: (option: string) => `--${option} 没有匹配到任何内容。`,
  },
} as const;

export type PprofText = (typeof PPROF_TEXT)['en' | 'zh-cn'];
