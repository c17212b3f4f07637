import { fill, type Locale } from '../engine/catalogue.ts';

/** What the server says beyond the rules' own texts. */
const STRINGS = {
  en: {
    why: 'Why this matters: {rule}',
    ignoreLine: 'Ignore {rule} on this line',
    ignoreStage: 'Ignore {rule} in this build stage',
    ignoreFile: 'Ignore {rule} in this file',
    fixAll: 'Fix all safe Gantry findings',
    more: 'Read more',
  },
  'zh-cn': {
    why: '为什么重要：{rule}',
    ignoreLine: '在这一行忽略 {rule}',
    ignoreStage: '在这个构建阶段忽略 {rule}',
    ignoreFile: '在此文件中忽略 {rule}',
    fixAll: '应用 Gantry 的全部安全修复',
    more: '了解更多',
  },
} as const;

export function text(
  id: keyof (typeof STRINGS)['en'],
  locale: Locale,
  args: Readonly<Record<string, string>> = {},
): string {
  return fill(STRINGS[locale][id], args);
}
