import type { NoteLocale } from '../protocol.ts';

/** What survives hiding and reloading the panel. */
export interface ViewState {
  readonly locale?: NoteLocale;
  readonly slug?: string;
  /** Pixels the article is scrolled by. */
  readonly scroll: number;
  readonly query: string;
  /** Id of the chapter shown; '' means all. */
  readonly chapter: string;
}

const FRESH: ViewState = { scroll: 0, query: '', chapter: '' };

/** Reads what an earlier life of the panel kept, perhaps in an older version: what does not fit is dropped. */
export function readState(kept: unknown): ViewState {
  if (typeof kept !== 'object' || kept === null) return FRESH;
  const { locale, slug, scroll, query, chapter } = kept as Readonly<Record<string, unknown>>;
  return {
    ...((locale === 'en' || locale === 'zh-cn') && { locale }),
    ...(typeof slug === 'string' && { slug }),
    scroll: typeof scroll === 'number' && scroll > 0 ? scroll : 0,
    query: typeof query === 'string' ? query : '',
    chapter: typeof chapter === 'string' ? chapter : '',
  };
}
