import type { NoteLocale } from '../../media/src/protocol.ts';

export type CalloutKind = 'misconception' | 'wrong' | 'check';

export interface Labels {
  readonly callouts: Readonly<Record<CalloutKind, string>>;
  /** Above the second half of a misconception. */
  readonly inFact: string;
  readonly asText: string;
  readonly code: Readonly<Record<string, string>>;
}

/** The words that the renderer itself puts into a note. */
export const LABELS: Readonly<Record<NoteLocale, Labels>> = {
  en: {
    callouts: { misconception: 'Often said', wrong: 'Common wrong answer', check: 'See for yourself' },
    inFact: 'In fact',
    asText: 'As text',
    code: { sh: 'Shell', yaml: 'YAML', go: 'Go', dockerfile: 'Dockerfile', promql: 'PromQL' },
  },
  'zh-cn': {
    callouts: { misconception: '常有人说', wrong: '常见的错误回答', check: '动手验证' },
    inFact: '其实',
    asText: '文字版',
    code: { sh: 'Shell', yaml: 'YAML', go: 'Go', dockerfile: 'Dockerfile', promql: 'PromQL' },
  },
};
