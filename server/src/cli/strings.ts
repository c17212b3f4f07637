import { fill, type Locale } from '../engine/catalogue.ts';

const STRINGS = {
  en: {
    usage: `gantry: reads the go.mod, Dockerfile and manifests of a Go service as one thing

  gantry lint [--format human|json] [--fail-on error|warning|info|never] [--fix] [--locale en|zh-cn] PATH…
  gantry pprof top [OPTION…] FILE

Exit status: 0 clean, 1 findings at or above the bar, 2 usage or unreadable input.
`,
    noPath: 'gantry lint: name at least one file or folder, for example: gantry lint .\n',
    badOption: 'gantry lint: {problem}\n',
    badValue: 'gantry lint: --{option} takes {allowed}, not "{value}"\n',
    unreadable: 'gantry lint: {path}: cannot be read\n',
    binary: 'gantry lint: {path}: binary file, not checked\n',
    large: 'gantry lint: {path}: larger than 10 MiB, not checked\n',
    unknown: 'gantry lint: {path}: neither a Dockerfile nor Kubernetes YAML by its name\n',
    configNotYaml: 'gantry lint: {path}: not YAML from line {line} on, so nothing in it counts\n',
    configNoSettings: 'gantry lint: {path}: a list or a single value instead of settings, so nothing in it counts\n',
    configEntries:
      'gantry lint: {path}: left out, because there is no such name or it takes another value: {entries}\n',
    clean: 'No findings in {files} files.\n',
    summary:
      'Findings: {findings} in {files} files (errors {errors}, warnings {warnings}, notes {others}); {fixable} can be fixed with --fix.\n',
    fixed: 'Fixed: {fixed}.\n',
    error: 'error',
    warning: 'warning',
    info: 'info',
    hint: 'hint',
  },
  'zh-cn': {
    usage: `gantry：把一个 Go 服务的 go.mod、Dockerfile 和 Kubernetes 清单当作一个整体来检查

  gantry lint [--format human|json] [--fail-on error|warning|info|never] [--fix] [--locale en|zh-cn] 路径…
  gantry pprof top [选项…] 文件

退出码：0 没有问题，1 有达到门槛的问题，2 用法错误或输入无法读取。
`,
    noPath: 'gantry lint：请至少给出一个文件或目录，例如：gantry lint .\n',
    badOption: 'gantry lint:{problem}\n',
    badValue: 'gantry lint:--{option} 只接受 {allowed}，不接受“{value}”\n',
    unreadable: 'gantry lint:{path}：无法读取\n',
    binary: 'gantry lint:{path}：二进制文件，未检查\n',
    large: 'gantry lint:{path}：超过 10 MiB，未检查\n',
    unknown: 'gantry lint:{path}：从文件名看既不是 Dockerfile，也不是 Kubernetes YAML\n',
    configNotYaml: 'gantry lint:{path}：从第 {line} 行起不是 YAML，整个文件不起作用\n',
    configNoSettings: 'gantry lint:{path}：内容是列表或单个值，而不是设置，整个文件不起作用\n',
    configEntries: 'gantry lint:{path}：名称不存在或取值不对，下列内容不起作用：{entries}\n',
    clean: '{files} 个文件中没有发现问题。\n',
    summary:
      '{files} 个文件中有 {findings} 个问题：{errors} 个错误，{warnings} 个警告，{others} 个提示。其中 {fixable} 个可用 --fix 修复。\n',
    fixed: '已修复 {fixed} 个问题。\n',
    error: '错误',
    warning: '警告',
    info: '信息',
    hint: '提示',
  },
} as const;

export function text(
  id: keyof (typeof STRINGS)['en'],
  locale: Locale,
  args: Readonly<Record<string, string | number>> = {},
): string {
  return fill(STRINGS[locale][id], args);
}
