import type { FrameNote } from './frameNotes.ts';
import type { Origin } from './names.ts';

/** Every text of the viewer in one language. The other language has the same shape, held together by the compiler. */
const en = {
  all: 'all',
  unnamed: '(no name)',
  functionCount: (count: string) => `${count} functions`,
  oneFunction: '1 function',

  // Header
  facts: { over: (duration: string) => `over ${duration}`, stacks: (count: string) => `${count} distinct stacks` },
  sampleType: 'Sample type',
  view: 'View',
  views: { graph: 'Flame graph', split: 'Both', table: 'Top' },
  shortcuts: 'Keyboard shortcuts',
  resetZoom: 'Show everything',
  moreNotices: (count: number) => `${count} more`,
  fewerNotices: 'Show less',
  hide: 'Hide',
  gotIt: 'Do not show this explanation again',

  // Search
  searchLabel: 'Search the graph',
  searchPlaceholder: 'Find, or /regexp/',
  previousMatch: 'Previous match (Shift+N)',
  nextMatch: 'Next match (N)',
  clearSearch: 'Clear the search',
  matches: (current: string, places: string, share: string) => `${current}/${places} · ${share}`,
  matchesSpoken: (places: string, functions: string, share: string) =>
    `${places} places in ${functions} functions, ${share} of the total`,
  matchSpoken: (current: string, places: string, description: string) => `${current} of ${places}: ${description}`,
  noMatch: 'No match',

  // Graph
  graphLabel: 'Call tree, from callers to callees',
  path: 'Zoomed to',
  hiddenPath: 'Levels in between',
  origins: { own: 'your code', dependency: 'dependencies', runtime: 'runtime & std' } satisfies Record<Origin, string>,
  originsOne: {
    own: 'your code',
    dependency: 'dependency',
    runtime: 'runtime or standard library',
  } satisfies Record<Origin, string>,
  originsLabel: 'Self values by whose code they were spent in',
  merged: (count: string) => `${count} frames`,
  mergedOne: '1 frame',
  mergedHint: 'too narrow to draw; click to zoom in',
  total: 'total',
  self: 'self',
  inlined: 'inlined',
  zoomedTo: (name: string, share: string) => `Zoomed to ${name}, ${share}`,
  zoomedOut: 'Showing everything',

  // Table
  tableLabel: 'Functions',
  columns: { self: 'Self', total: 'Total', name: 'Function' },
  columnHints: {
    self: 'Spent in the function itself',
    total: 'Spent in the function and everything it calls',
    name: 'Name of the function',
  },
  filterLabel: 'Filter functions',
  filterPlaceholder: 'Filter functions',
  nothingFiltered: 'No function has this in its name.',
  resize: 'Width of the table',

  // Details and menu
  openSource: 'Open source',
  openNote: (title: string) => `Note: ${title}`,
  noteTitles: {
    'limits-oomkilled': 'memory limits and OOMKilled',
    'probes-shutdown': 'probes and graceful shutdown',
  } satisfies Record<FrameNote, string>,
  noSource: 'no source position',
  zoomHere: 'Zoom in here',
  copyName: 'Copy name',
  searchThis: 'Find every place of this function',
  menuLabel: 'Frame',

  // States
  loading: (name: string) => `Opening ${name}…`,
  loadingHint: 'Decoding the profile and building its call tree.',
  cancel: 'Cancel',
  failed: (name: string) => `${name} cannot be shown`,
  retry: 'Try again',
  empty: (type: string) => `Nothing was recorded as ${type}`,
  emptyHint: (other: boolean): string =>
    other
      ? 'Every sample has the value 0 here. Choose another sample type above.'
      : 'The program did nothing of this kind while it was watched. Record again under load.',
  close: 'Close',

  // Keys of the shortcuts dialog: keys, then what they do.
  keys: [
    [['↓', '↑'], 'to the widest callee, to the caller'],
    [['←', '→'], 'to the neighbours in the row'],
    [['Home', 'End'], 'to the root, to the end of the widest path'],
    [['Enter', 'click'], 'zoom to the frame'],
    [['Esc'], 'zoom out by one step'],
    [['+', '−', '0'], 'zoom in, zoom out, show everything'],
    [['Shift ←', 'Shift →'], 'move the view'],
    [['Ctrl wheel', 'pinch'], 'zoom at the pointer'],
    [['drag', 'wheel'], 'move the view'],
    [['/'], 'search'],
    [['N', 'Shift N'], 'next match, previous match'],
    [['F12', 'double click'], 'open the source'],
    [['Shift F10', 'right click'], 'menu of the frame'],
    [['?'], 'these shortcuts'],
  ] as readonly (readonly [readonly string[], string])[],
};

export type Strings = typeof en;

const zhCn: Strings = {
  all: '全部',
  unnamed: '（无名称）',
  functionCount: (count) => `${count} 个函数`,
  oneFunction: '1 个函数',

  facts: { over: (duration) => `采集时长 ${duration}`, stacks: (count) => `${count} 个不同的调用栈` },
  sampleType: '样本类型',
  view: '视图',
  views: { graph: '火焰图', split: '并排', table: 'Top 表' },
  shortcuts: '键盘快捷键',
  resetZoom: '显示全部',
  moreNotices: (count) => `另有 ${count} 条`,
  fewerNotices: '收起',
  hide: '关闭',
  gotIt: '不再显示此说明',

  searchLabel: '在火焰图中搜索',
  searchPlaceholder: '搜索，或 /正则/',
  previousMatch: '上一个匹配 (Shift+N)',
  nextMatch: '下一个匹配 (N)',
  clearSearch: '清除搜索',
  matches: (current, places, share) => `${current}/${places} · ${share}`,
  matchesSpoken: (places, functions, share) => `${functions} 个函数中有 ${places} 处匹配，占总量的 ${share}`,
  matchSpoken: (current, places, description) => `第 ${current} 处，共 ${places} 处：${description}`,
  noMatch: '没有匹配',

  graphLabel: '调用树，从调用方到被调用方',
  path: '当前缩放到',
  hiddenPath: '中间各层',
  origins: { own: '自己的代码', dependency: '依赖', runtime: '运行时与标准库' },
  originsOne: { own: '自己的代码', dependency: '依赖', runtime: '运行时或标准库' },
  originsLabel: '按代码归属统计的自身值',
  merged: (count) => `${count} 个栈帧`,
  mergedOne: '1 个栈帧',
  mergedHint: '太窄，无法单独绘制；点击可放大',
  total: '累计',
  self: '自身',
  inlined: '已内联',
  zoomedTo: (name, share) => `已缩放到 ${name}，${share}`,
  zoomedOut: '已显示全部',

  tableLabel: '函数列表',
  columns: { self: '自身', total: '累计', name: '函数' },
  columnHints: { self: '函数自身的开销', total: '函数及其所有被调函数的开销', name: '函数名' },
  filterLabel: '筛选函数',
  filterPlaceholder: '筛选函数',
  nothingFiltered: '没有函数名包含这段文字。',
  resize: '表格宽度',

  openSource: '打开源码',
  openNote: (title) => `笔记：${title}`,
  noteTitles: { 'limits-oomkilled': '内存限制与 OOMKilled', 'probes-shutdown': '探针与优雅停机' },
  noSource: '无源码位置',
  zoomHere: '放大到此处',
  copyName: '复制函数名',
  searchThis: '查找该函数的所有位置',
  menuLabel: '栈帧',

  loading: (name) => `正在打开 ${name}…`,
  loadingHint: '正在解码 profile 并构建调用树。',
  cancel: '取消',
  failed: (name) => `无法显示 ${name}`,
  retry: '重试',
  empty: (type) => `没有记录到${type}`,
  emptyHint: (other) =>
    other
      ? '该类型下所有样本的值都是 0，请在上方选择其他样本类型。'
      : '采集期间程序没有产生这类数据，请在有负载时重新采集。',
  close: '关闭',

  keys: [
    [['↓', '↑'], '移到最宽的被调函数、移到调用方'],
    [['←', '→'], '移到同一行的相邻栈帧'],
    [['Home', 'End'], '移到根、移到最宽路径的末端'],
    [['Enter', '单击'], '放大到该栈帧'],
    [['Esc'], '退回上一级缩放'],
    [['+', '−', '0'], '放大、缩小、显示全部'],
    [['Shift ←', 'Shift →'], '平移'],
    [['Ctrl 滚轮', '双指缩放'], '以指针位置为中心缩放'],
    [['拖动', '滚轮'], '平移'],
    [['/'], '搜索'],
    [['N', 'Shift N'], '下一个匹配、上一个匹配'],
    [['F12', '双击'], '打开源码'],
    [['Shift F10', '右键'], '栈帧菜单'],
    [['?'], '显示这些快捷键'],
  ],
};

/** The language of the page decides: the host has set it before any message arrives. */
export function stringsFor(language: string): Strings {
  return language.toLowerCase().startsWith('zh') ? zhCn : en;
}
