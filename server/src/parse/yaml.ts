import { detached } from '../core/text.ts';
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
      // Documents outlive the version of the file that they were read from.
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
