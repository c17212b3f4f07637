import { EventEmitter, ThemeIcon, TreeItem, TreeItemCollapsibleState, type TreeDataProvider } from 'vscode';
import type { Note, Notebook } from '../../../media/src/protocol.ts';
import type { Locale } from '../config.ts';
import { countFindings } from './findings.ts';

type Topic = { readonly chapter: string } | { readonly note: Note };

export interface TopicsTree extends TreeDataProvider<Topic> {
  readonly refresh: () => void;
}

/** Chapters and their notes for the activity bar; a click opens the note in the panel. */
export function createTopicsTree(notebook: () => Notebook): TopicsTree {
  const changed = new EventEmitter<undefined>();
  return {
    onDidChangeTreeData: changed.event,
    refresh: () => changed.fire(undefined),
    getChildren(topic) {
      const { chapters, notes } = notebook();
      if (topic === undefined) return chapters.map(({ id }) => ({ chapter: id }));
      return 'chapter' in topic
        ? notes.filter(({ chapter }) => chapter === topic.chapter).map((note) => ({ note }))
        : [];
    },
    getTreeItem: (topic) =>
      'note' in topic ? noteItem(topic.note, notebook().locale) : chapterItem(topic.chapter, notebook()),
  };
}

function chapterItem(id: string, { chapters }: Notebook): TreeItem {
  const title = chapters.find((chapter) => chapter.id === id)?.title ?? id;
  const item = new TreeItem(title, TreeItemCollapsibleState.Expanded);
  item.id = `chapter:${id}`;
  return item;
}

function noteItem(note: Note, locale: Locale): TreeItem {
  const counts = countFindings();
  const findings = note.rules.reduce((sum, rule) => sum + (counts[rule] ?? 0), 0);
  const words = WORDS[locale];
  const item = new TreeItem(note.title, TreeItemCollapsibleState.None);
  item.id = `note:${note.slug}`;
  item.description = findings === 0 ? words.minutes(note.minutes) : words.findings(findings);
  item.tooltip = note.summary;
  item.iconPath = new ThemeIcon('book');
  item.command = { command: 'gantry.openNotes', title: note.title, arguments: [note.slug] };
  return item;
}

/** In the language of the notes, which may be another than the editor's. */
const WORDS: Readonly<Record<Locale, { minutes: (count: number) => string; findings: (count: number) => string }>> = {
  en: {
    minutes: (count) => `${count} min`,
    findings: (count) => (count === 1 ? '1 finding' : `${count} findings`),
  },
  'zh-cn': { minutes: (count) => `${count} 分钟`, findings: (count) => `${count} 个问题` },
};
