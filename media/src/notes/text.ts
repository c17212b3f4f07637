import type { NoteLocale } from '../protocol.ts';

/** Every word of the panel itself. A key missing in one language does not compile. */
export interface Text {
  readonly notes: string;
  readonly topics: string;
  readonly backToTopics: string;
  readonly searchLabel: string;
  readonly searchPlaceholder: string;
  readonly clearSearch: string;
  readonly chapter: string;
  readonly allChapters: string;
  readonly language: string;
  readonly results: (count: number) => string;
  readonly nothingFound: (query: string) => string;
  readonly nothingFoundHint: string;
  readonly onThisPage: string;
  readonly minutes: (count: number) => string;
  readonly verified: (date: string) => string;
  readonly checked: (date: string) => string;
  readonly since: (release: string) => string;
  readonly until: (release: string) => string;
  readonly checks: string;
  readonly snippets: string;
  readonly sources: string;
  readonly findings: (count: number) => string;
  readonly noFindings: string;
  readonly inWorkspace: (count: number) => string;
  readonly openRule: (id: string) => string;
  readonly goToFinding: (id: string, count: number) => string;
  readonly insertSnippet: (prefix: string) => string;
  readonly copy: string;
  readonly copied: string;
  readonly insert: string;
  readonly inserted: string;
  readonly toTerminal: string;
  readonly loading: string;
  readonly failed: string;
  readonly retry: string;
}

const EN: Text = {
  notes: 'Notes',
  topics: 'Topics',
  backToTopics: 'Back to the topics',
  searchLabel: 'Search the notes',
  searchPlaceholder: 'Search: 137, throttling, preStop…',
  clearSearch: 'Clear the search',
  chapter: 'Chapter',
  allChapters: 'All chapters',
  language: 'Language',
  results: (count) => (count === 1 ? '1 place found' : `${count} places found`),
  nothingFound: (query) => `Nothing about “${query}”`,
  nothingFoundHint: 'Try one word of it, the name of a field, or the text of an error.',
  onThisPage: 'On this page',
  minutes: (count) => `${count} min`,
  verified: (date) => `Facts checked on ${date}`,
  checked: (date) => `read on ${date}`,
  since: (release) => `since ${release}`,
  until: (release) => `until ${release}`,
  checks: 'Checks',
  snippets: 'Snippets',
  sources: 'Sources',
  findings: (count) => (count === 1 ? '1 finding' : `${count} findings`),
  noFindings: 'In this workspace: nothing reported that this note explains.',
  inWorkspace: (count) =>
    count === 1
      ? 'In this workspace: 1 finding that this note explains.'
      : `In this workspace: ${count} findings that this note explains.`,
  openRule: (id) => `Open the page of the rule ${id}`,
  goToFinding: (id, count) => `Go to the first of ${count} findings of ${id}`,
  insertSnippet: (prefix) => `Insert the snippet ${prefix} at the cursor`,
  copy: 'Copy',
  copied: 'Copied',
  insert: 'Insert at the cursor',
  inserted: 'Inserted',
  toTerminal: 'Type into the terminal, without running it',
  loading: 'Opening the notes…',
  failed: 'The notes could not be opened',
  retry: 'Try again',
};

const ZH_CN: Text = {
  notes: '笔记',
  topics: '主题',
  backToTopics: '返回主题列表',
  searchLabel: '搜索笔记',
  searchPlaceholder: '搜索：137、限流、preStop…',
  clearSearch: '清除搜索',
  chapter: '章节',
  allChapters: '全部章节',
  language: '语言',
  results: (count) => `找到 ${count} 处`,
  nothingFound: (query) => `没有找到“${query}”`,
  nothingFoundHint: '换成其中一个词、字段名或报错原文再试试。',
  onThisPage: '本页目录',
  minutes: (count) => `${count} 分钟`,
  verified: (date) => `内容核对于 ${date}`,
  checked: (date) => `${date}查阅`,
  since: (release) => `自 ${release} 起`,
  until: (release) => `至 ${release} 止`,
  checks: '检查规则',
  snippets: '代码片段',
  sources: '参考来源',
  findings: (count) => `${count} 个问题`,
  noFindings: '当前工作区里没有本篇涉及的问题。',
  inWorkspace: (count) => `当前工作区里有 ${count} 个本篇涉及的问题。`,
  openRule: (id) => `打开规则 ${id} 的说明`,
  goToFinding: (id, count) => `跳转到 ${id} 的第一个问题，共 ${count} 个`,
  insertSnippet: (prefix) => `在光标处插入片段 ${prefix}`,
  copy: '复制',
  copied: '已复制',
  insert: '插入到光标处',
  inserted: '已插入',
  toTerminal: '填入终端，不执行',
  loading: '正在打开笔记…',
  failed: '笔记打不开',
  retry: '重试',
};

export const TEXT: Readonly<Record<NoteLocale, Text>> = { en: EN, 'zh-cn': ZH_CN };

/** `2026-11-23` as people write it. */
export function longDate(date: string, locale: NoteLocale): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'zh-CN', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );
}
