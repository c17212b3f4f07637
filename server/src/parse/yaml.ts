import { parseDocument, type YamlDocument } from './yaml/document.ts';
import { splitDocuments } from './yaml/split.ts';

/** A YAML stream: documents in order, each with where it begins in the file. */
export interface YamlFile {
  readonly text: string;
  readonly documents: readonly PlacedDocument[];
}

export type YamlParser = (text: string) => YamlFile;

export interface PlacedDocument {
  readonly document: YamlDocument;
  /** Add it to a span of the document to have one of the file. */
  readonly offset: number;
}

/**
 * A parser for the versions of one file. It remembers the documents of the version before: what did not change in
 * the text is the same object again, so that all that was derived from it may be remembered too.
 */
export function createYamlParser(): YamlParser {
  let known: ReadonlyMap<string, YamlDocument> = new Map();
  let last: YamlFile | undefined;
  return (text) => {
    if (last?.text === text) return last;
    const current = new Map<string, YamlDocument>();
    const documents = splitDocuments(text).map(({ start, end }) => {
      const part = text.slice(start, end);
      const document = current.get(part) ?? known.get(part) ?? parseDocument(detached(part));
      current.set(document.text, document);
      return { document, offset: start };
    });
    known = current;
    last = { text, documents };
    return last;
  };
}

/** Parses a file once. Never throws. */
export function parseYaml(text: string): YamlFile {
  return createYamlParser()(text);
}

/**
 * A slice keeps the text it was cut from in memory. Documents outlive the version of the file they were read from, so
 * each has a text of its own: joining makes a new one, and the cut refers to that.
 */
function detached(part: string): string {
  return ` ${part}`.slice(1);
}
