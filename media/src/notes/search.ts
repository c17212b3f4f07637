import MiniSearch from 'minisearch';
import type { Note, Notebook, NoteSection } from '../protocol.ts';
import { indexTerms, isHan, queryTerms, stem } from './tokenize.ts';

export interface Hit {
  readonly note: Note;
  /** Absent where the note itself is meant: its title, summary or keywords match. */
  readonly section?: NoteSection;
  /** The terms of the text that matched, to be marked in it. */
  readonly terms: readonly string[];
}

export type Search = (query: string) => readonly Hit[];

const MOST_HITS = 20;

/** Indexes a notebook once; every search after that takes a fraction of a frame. */
export function createSearch({ notes }: Notebook): Search {
  const places = notes.flatMap((note) => [{ note }, ...note.sections.map((section) => ({ note, section }))]);
  const index = new MiniSearch<Entry>({
    fields: ['title', 'heading', 'keywords', 'text'],
    tokenize: indexTerms,
    processTerm: stem,
    searchOptions: {
      tokenize: queryTerms,
      boost: { title: 3, heading: 3, keywords: 3 },
      prefix: (term) => (isHan(term) ? term.length === 1 : term.length > 1),
      fuzzy: (term) => (!isHan(term) && term.length > 4 ? 0.2 : false),
    },
  });
  index.addAll(
    places.map(({ note, ...place }, id) => entryOf(id, note, 'section' in place ? place.section : undefined)),
  );
  return (query) => {
    const all = index.search(query, { combineWith: 'AND' });
    const results = all.length > 0 ? all : index.search(query, { combineWith: 'OR' });
    return results.slice(0, MOST_HITS).flatMap(({ id, terms }) => {
      const place = places[Number(id)];
      return place === undefined ? [] : [{ ...place, terms }];
    });
  };
}

interface Entry {
  readonly id: number;
  readonly title: string;
  readonly heading: string;
  readonly keywords: string;
  readonly text: string;
}

function entryOf(id: number, note: Note, section: NoteSection | undefined): Entry {
  if (section !== undefined) return { id, title: '', heading: section.heading, keywords: '', text: section.text };
  const { title, summary, keywords, rules, snippets } = note;
  return { id, title, heading: '', keywords: keywords.join('\n'), text: [summary, ...rules, ...snippets].join('\n') };
}
