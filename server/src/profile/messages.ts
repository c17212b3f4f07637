/** Every sentence about a profile that a user may read, in every language. Each says what is wrong and what to do. */
export const MESSAGES = {
  // ── The file is something else ─────────────────────────────────────────────────────────────────────────────────
  emptyFile: says<{}>(
    () => 'The file is empty: the capture wrote nothing, so capture the profile again.',
    () => '文件为空：采集时没有写入任何内容，请重新采集。',
  ),
  runtimeTrace: says<{}>(
    () => 'This is an execution trace (runtime/trace), not a pprof profile: open it with `go tool trace`.',
    () => '这是执行跟踪（runtime/trace），不是 pprof profile：请用 `go tool trace` 打开。',
  ),
  heapDump: says<{}>(
    () => 'This is a raw heap dump (debug.WriteHeapDump), not a pprof profile: capture /debug/pprof/heap instead.',
    () => '这是原始堆转储（debug.WriteHeapDump），不是 pprof profile：请改为采集 /debug/pprof/heap。',
  ),
  textProfile: says<{}>(
    () => 'This is the text form of a profile (debug=1): capture it again without `?debug=1`.',
    () => '这是 profile 的文本形式（debug=1）：请去掉 `?debug=1` 重新采集。',
  ),
  goroutineDump: says<{}>(
    () => 'This is a goroutine dump in text (debug=2): read it as text, or capture it again without `?debug=2`.',
    () => '这是文本形式的 goroutine 转储（debug=2）：请直接按文本阅读，或去掉 `?debug=2` 重新采集。',
  ),
  coverage: says<{}>(
    () => 'This is a coverage profile of `go test`, not a pprof profile: open it with `go tool cover`.',
    () => '这是 `go test` 的覆盖率文件，不是 pprof profile：请用 `go tool cover` 打开。',
  ),
  html: says<{}>(
    () =>
      'This is an HTML page, not a profile: capture the profile itself, such as /debug/pprof/heap, not the page that lists it.',
    () => '这是 HTML 页面，不是 profile：请采集 profile 本身（例如 /debug/pprof/heap），而不是列出它们的页面。',
  ),
  executable: says<{}>(
    () => 'This is an executable, not a profile: open the profile that was recorded from it.',
    () => '这是可执行文件，不是 profile：请打开由它采集得到的 profile。',
  ),
  perfData: says<{}>(
    () => 'This is a recording of Linux perf: convert it with `perf_to_profile`, then open the result.',
    () => '这是 Linux perf 的记录：请先用 `perf_to_profile` 转换，再打开结果。',
  ),
  flightRecording: says<{}>(
    () => 'This is a Java Flight Recording, not a pprof profile: open it with JDK Mission Control.',
    () => '这是 Java Flight Recording，不是 pprof profile：请用 JDK Mission Control 打开。',
  ),
  archive: says<{ format: string }>(
    ({ format }) => `This is a ${format} archive, not a profile: unpack it and open the profile inside.`,
    ({ format }) => `这是 ${format} 压缩包，不是 profile：请解压后打开其中的 profile。`,
  ),
  largeFilePointer: says<{}>(
    () => 'This is a Git LFS pointer, not the profile itself: run `git lfs pull`.',
    () => '这是 Git LFS 指针，不是 profile 本身：请运行 `git lfs pull`。',
  ),
  legacyCpu: says<{}>(
    () => 'This is a CPU profile in the old gperftools format, not a protobuf: convert it with `go tool pprof -proto`.',
    () => '这是旧的 gperftools 格式的 CPU profile，不是 protobuf：请用 `go tool pprof -proto` 转换。',
  ),
  json: says<{}>(
    () => 'This is JSON, not a pprof profile: export the profile as pprof protobuf.',
    () => '这是 JSON，不是 pprof profile：请把 profile 导出为 pprof protobuf。',
  ),
  plainText: says<{ line: string }>(
    ({ line }) =>
      `This is text that begins “${line}”, not a profile: if a server answered so, fix what it reports and capture again.`,
    ({ line }) => `这是以“${line}”开头的文本，不是 profile：如果这是服务器的响应，请按其提示处理后重新采集。`,
  ),

  // ── Compression ────────────────────────────────────────────────────────────────────────────────────────────────
  inflatesBeyondLimit: says<{ limit: number }>(
    ({ limit }) =>
      `The compressed file grows beyond the limit of ${bytes(limit)}: raise the limit only if you trust the file.`,
    ({ limit }) => `压缩文件解压后超过 ${bytes(limit)} 的上限：仅在信任该文件时才调高上限。`,
  ),
  largerThanLimit: says<{ size: number; limit: number }>(
    ({ size, limit }) =>
      `The file has ${bytes(size)}, beyond the limit of ${bytes(limit)}: raise the limit to open it.`,
    ({ size, limit }) => `文件大小为 ${bytes(size)}，超过 ${bytes(limit)} 的上限：请调高上限后再打开。`,
  ),
  gzipTruncated: says<{ size: number }>(
    ({ size }) =>
      `The file is cut off: its gzip data ends at byte ${integer(size)} before it is complete, so capture or copy it again.`,
    ({ size }) => `文件不完整：gzip 数据在第 ${integer(size)} 字节处提前结束，请重新采集或复制。`,
  ),
  gzipDamaged: says<{}>(
    () => 'The file is damaged: its gzip data fails its own check, so capture or copy it again.',
    () => '文件已损坏：gzip 数据未通过自身校验，请重新采集或复制。',
  ),

  // ── Wire format ────────────────────────────────────────────────────────────────────────────────────────────────
  truncated: says<{ offset: number; size: number }>(
    ({ offset, size }) =>
      `The profile is cut off: at byte ${integer(offset)} of ${integer(size)} a field needs more bytes than there are, so capture or copy it again.`,
    ({ offset, size }) =>
      `profile 不完整：第 ${integer(offset)} 字节（共 ${integer(size)} 字节）处的字段所需字节超出剩余内容，请重新采集或复制。`,
  ),
  notProtobuf: says<{ offset: number }>(
    ({ offset }) =>
      `This is not a pprof profile, or a damaged one: the bytes at ${integer(offset)} are not valid protobuf.`,
    ({ offset }) => `这不是 pprof profile，或者已损坏：第 ${integer(offset)} 字节处不是有效的 protobuf。`,
  ),
  wrongWireType: says<{ offset: number; field: number }>(
    ({ offset, field }) =>
      `This is not a pprof profile, or a damaged one: field ${integer(field)} at byte ${integer(offset)} has a type that pprof does not define.`,
    ({ offset, field }) =>
      `这不是 pprof profile，或者已损坏：第 ${integer(offset)} 字节处的字段 ${integer(field)} 的类型不符合 pprof 定义。`,
  ),

  // ── Meaning: what pprof itself refuses ─────────────────────────────────────────────────────────────────────────
  concatenated: says<{}>(
    () =>
      'The file holds two profiles, one after the other: open them one at a time, or merge them with `go tool pprof -proto`.',
    () => '文件中首尾相接地存放了两个 profile：请分别打开，或用 `go tool pprof -proto` 合并。',
  ),
  firstStringNotEmpty: says<{}>(
    () => 'The profile is malformed: the first entry of its string table must be empty.',
    () => 'profile 格式错误：字符串表的第一项必须为空。',
  ),
  stringOutOfRange: says<{ index: number; count: number }>(
    ({ index, count }) =>
      `The profile is malformed: it refers to string ${integer(index)}, but its table has ${integer(count)}.`,
    ({ index, count }) =>
      `profile 格式错误：引用了第 ${integer(index)} 个字符串，但字符串表只有 ${integer(count)} 项。`,
  ),
  reservedId: says<{ table: Table }>(
    ({ table }) => `The profile is malformed: a ${table} has the id 0, which is reserved for “none”.`,
    ({ table }) => `profile 格式错误：有一个 ${table} 的 id 为 0，而 0 保留用于表示“无”。`,
  ),
  duplicateId: says<{ table: Table; id: string }>(
    ({ table, id }) => `The profile is malformed: two ${table}s have the same id, ${id}.`,
    ({ table, id }) => `profile 格式错误：有两个 ${table} 的 id 同为 ${id}。`,
  ),
  missingLocation: says<{ sample: number; id: string }>(
    ({ sample, id }) =>
      `The profile is malformed: sample ${integer(sample)} refers to location ${id}, which does not exist.`,
    ({ sample, id }) => `profile 格式错误：第 ${integer(sample)} 个样本引用了不存在的 location ${id}。`,
  ),
  missingFunction: says<{ location: string; id: string }>(
    ({ location, id }) =>
      `The profile is malformed: location ${location} refers to function ${id}, which does not exist.`,
    ({ location, id }) => `profile 格式错误：location ${location} 引用了不存在的 function ${id}。`,
  ),
  valueCount: says<{ sample: number; values: number; types: number }>(
    ({ sample, values, types }) =>
      `The profile is malformed: sample ${integer(sample)} has ${counted(values, 'value')} for ${counted(types, 'sample type')}.`,
    ({ sample, values, types }) =>
      `profile 格式错误：第 ${integer(sample)} 个样本有 ${integer(values)} 个值，而样本类型有 ${integer(types)} 种。`,
  ),
  tooManyFrames: says<{ frames: number }>(
    ({ frames }) =>
      `The stacks of the profile hold ${integer(frames)} frames, more than can be shown: record for a shorter time.`,
    ({ frames }) => `profile 的调用栈共有 ${integer(frames)} 帧，超出可显示的范围：请缩短采集时间。`,
  ),
  noSampleTypes: says<{}>(
    () => 'The profile names no sample types, so there is nothing to show.',
    () => 'profile 没有声明任何样本类型，因此没有可显示的内容。',
  ),

  // ── Notices: shown beside the profile ──────────────────────────────────────────────────────────────────────────
  noSamples: says<{}>(
    () => 'The profile holds no samples: nothing of this kind happened while it was recorded.',
    () => 'profile 中没有样本：采集期间没有发生这类事件。',
  ),
  invalidUtf8: says<{ count: number }>(
    ({ count }) =>
      `${counted(count, 'name')} in the profile ${count === 1 ? 'is' : 'are'} not valid UTF-8 and shown with “\uFFFD”.`,
    ({ count }) => `profile 中有 ${integer(count)} 个名称不是有效的 UTF-8，无效部分显示为“\uFFFD”。`,
  ),
  roundedValues: says<{ count: number }>(
    ({ count }) =>
      `${counted(count, 'value')} of 2^53 or more ${count === 1 ? 'is' : 'are'} rounded to 53 bits: the last digits may differ.`,
    ({ count }) => `有 ${integer(count)} 个不小于 2^53 的值被舍入到 53 位，末几位可能有出入。`,
  ),
  roundedTotals: says<{ types: string }>(
    ({ types }) => `Totals of ${types} exceed 2^53 and are rounded to 53 bits: the last digits may differ.`,
    ({ types }) => `${types} 的合计超过 2^53，被舍入到 53 位，末几位可能有出入。`,
  ),
  missingMapping: says<{ count: number }>(
    ({ count }) =>
      `${counted(count, 'location')} refer${count === 1 ? 's' : ''} to a binary that the profile does not describe.`,
    ({ count }) => `有 ${integer(count)} 个 location 引用了 profile 中没有描述的二进制文件。`,
  ),
  badDropFrames: says<{}>(
    () => 'The profile’s drop_frames or keep_frames is not a valid regular expression, so no frames are dropped.',
    () => 'profile 的 drop_frames 或 keep_frames 不是有效的正则表达式，因此不隐藏任何栈帧。',
  ),
  unknownDefaultType: says<{ name: string }>(
    ({ name }) => `The profile asks to open on “${name}”, a sample type that it does not have.`,
    ({ name }) => `profile 要求默认显示“${name}”，但并没有这种样本类型。`,
  ),
  defaultTypeAllZero: says<{ zero: string; shown: string }>(
    ({ zero, shown }) => `All samples of “${zero}” are zero, so “${shown}” is shown.`,
    ({ zero, shown }) => `“${zero}”的所有样本都为零，因此显示“${shown}”。`,
  ),
  fewSamples: says<{ count: number; percent: number }>(
    ({ count, percent }) => `Only ${counted(count, 'sample')}: shares are ±${percent}%, so record for longer.`,
    ({ count, percent }) => `只有 ${integer(count)} 个样本：占比误差约 ±${percent}%，建议延长采集时间。`,
  ),

  // ── Comparing ──────────────────────────────────────────────────────────────────────────────────────────────────
  nothingInCommon: says<{ types: string }>(
    ({ types }) =>
      `The profiles have no sample type in common, each named once (${types}): compare profiles of the same kind.`,
    ({ types }) => `这些 profile 没有共同且不重名的样本类型（${types}）：请比较同类 profile。`,
  ),
  differentMeasures: says<{ profile: string; base: string }>(
    ({ profile, base }) =>
      `The profiles do not measure the same (${profile} and ${base}): compare profiles of the same kind.`,
    ({ profile, base }) => `两个 profile 的度量不同（${profile} 与 ${base}）：请比较同类 profile。`,
  ),

  // ── Regular expressions ────────────────────────────────────────────────────────────────────────────────────────
  regexpBadEscape: says<Syntax>(
    ({ expression, part }) => `In the regular expression “${expression}”, “${part}” is not an escape that Go knows.`,
    ({ expression, part }) => `正则表达式“${expression}”中，“${part}”不是 Go 支持的转义。`,
  ),
  regexpBadRange: says<Syntax>(
    ({ expression, part }) =>
      `In the regular expression “${expression}”, “${part}” is not a range or class of characters.`,
    ({ expression, part }) => `正则表达式“${expression}”中，“${part}”不是有效的字符范围或字符类。`,
  ),
  regexpNestedRepetition: says<Syntax>(
    ({ expression, part }) => `In the regular expression “${expression}”, “${part}” repeats what is repeated already.`,
    ({ expression, part }) => `正则表达式“${expression}”中，“${part}”重复了已带重复符的部分。`,
  ),
  regexpNothingToRepeat: says<Syntax>(
    ({ expression, part }) =>
      `In the regular expression “${expression}”, “${part}” has nothing to repeat: write “\\${part}” for the character.`,
    ({ expression, part }) =>
      `正则表达式“${expression}”中，“${part}”前没有可重复的内容：如需匹配该字符本身，请写作“\\${part}”。`,
  ),
  regexpRepeatCount: says<Syntax>(
    ({ expression, part }) =>
      `In the regular expression “${expression}”, the count “${part}” is out of order or above 1,000.`,
    ({ expression, part }) => `正则表达式“${expression}”中，重复次数“${part}”顺序颠倒或超过 1,000。`,
  ),
  regexpTooLarge: says<Syntax>(
    ({ expression }) => `The regular expression “${expression}” is too large: use smaller counts.`,
    ({ expression }) => `正则表达式“${expression}”过大：请减小重复次数。`,
  ),
  regexpUnclosedClass: says<Syntax>(
    ({ expression, part }) => `In the regular expression “${expression}”, “${part}” lacks its closing bracket.`,
    ({ expression, part }) => `正则表达式“${expression}”中，“${part}”缺少右方括号。`,
  ),
  regexpUnclosedGroup: says<Syntax>(
    ({ expression }) =>
      `In the regular expression “${expression}”, a parenthesis is not closed: write “\\(” for the character.`,
    ({ expression }) => `正则表达式“${expression}”中有未闭合的括号：如需匹配括号本身，请写作“\\(”。`,
  ),
  regexpUnopenedGroup: says<Syntax>(
    ({ expression }) =>
      `In the regular expression “${expression}”, a parenthesis is closed that was not opened: write “\\)” for the character.`,
    ({ expression }) => `正则表达式“${expression}”中有多余的右括号：如需匹配括号本身，请写作“\\)”。`,
  ),
  regexpUnsupported: says<Syntax>(
    ({ expression, part }) =>
      `In the regular expression “${expression}”, “${part}” is a kind of group that Go does not have.`,
    ({ expression, part }) => `正则表达式“${expression}”中，“${part}”是 Go 不支持的分组语法。`,
  ),

  // ── In the picture ─────────────────────────────────────────────────────────────────────────────────────────────
  smallerBranches: says<{}>(
    () => '(smaller branches)',
    () => '（更小的分支）',
  ),

  // ── Requests ───────────────────────────────────────────────────────────────────────────────────────────────────
  noProfileOpen: says<{}>(
    () => 'No profile is open: open one first.',
    () => '尚未打开 profile：请先打开一个。',
  ),
  noSuchSampleType: says<{ index: number; count: number }>(
    ({ index, count }) => `There is no sample type ${integer(index)}: the profile has ${integer(count)}.`,
    ({ index, count }) => `没有编号为 ${integer(index)} 的样本类型：profile 共有 ${integer(count)} 种。`,
  ),
  noSampleTypeNamed: says<{ name: string; types: string }>(
    ({ name, types }) => `There is no sample type “${name}”: the profile has ${types}.`,
    ({ name, types }) => `没有样本类型“${name}”：该 profile 包含 ${types}。`,
  ),
  unexpected: says<{ reason: string }>(
    ({ reason }) => `Gantry failed on this profile (${reason}): please report it.`,
    ({ reason }) => `Gantry 处理该 profile 时出错（${reason}）：请反馈此问题。`,
  ),
} as const;

export type Table = 'mapping' | 'location' | 'function';

interface Syntax {
  readonly expression: string;
  readonly part: string;
}

interface Texts<Args> {
  readonly en: (args: Args) => string;
  readonly 'zh-cn': (args: Args) => string;
}

function says<Args>(en: (args: Args) => string, zhCn: (args: Args) => string): Texts<Args> {
  return { en, 'zh-cn': zhCn };
}

function integer(value: number): string {
  return value.toLocaleString('en-US');
}

function counted(value: number, noun: string): string {
  return `${integer(value)} ${noun}${value === 1 ? '' : 's'}`;
}

function bytes(value: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = Math.min(Math.floor(Math.log2(Math.max(value, 1)) / 10), units.length - 1);
  return `${Number((value / 1024 ** power).toFixed(1))} ${units[power] ?? ''}`;
}
