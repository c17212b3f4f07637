import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Surroundings, FileLinter, Report } from '../engine/lint.ts';
import { createFileLinter } from '../engine/lint.ts';
import { createYamlParser, type YamlFile, type YamlParser } from '../parse/yaml.ts';
import { pathOf } from './paths.ts';

/** The longest the server works without letting a newer keystroke in: half a frame. */
const SLICE_MILLIS = 8;

/** The reports of the open documents, computed once for each version. */
export interface Analysis {
  /** Undefined if the work was cancelled, or if the document is of no kind that Gantry checks. */
  reports(document: TextDocument, isCancelled: () => boolean): Promise<readonly Report[] | undefined>;
  /** What is known already, without any work. */
  known(document: TextDocument): readonly Report[] | undefined;
  /** The text as YAML: findings and services share the parser, and with it what an edit has not touched. */
  yaml(document: TextDocument): YamlFile;
  close(uri: string): void;
}

interface Analysed extends Surroundings {
  readonly linter: FileLinter;
  readonly languageId: string;
  readonly version: number;
  readonly reports: readonly Report[];
}

export function createAnalysis(surroundings: (path: string) => Surroundings): Analysis {
  const parsers = new Map<string, YamlParser>();
  const parserOf = (uri: string): YamlParser => {
    const parser = parsers.get(uri) ?? createYamlParser();
    parsers.set(uri, parser);
    return parser;
  };
  const done = new Map<string, Analysed>();
  const known: Analysis['known'] = ({ uri, version }) => {
    const { workspace, config, kinds } = surroundings(pathOf(uri));
    const last = done.get(uri);
    return last?.version === version && last.workspace === workspace && last.config === config && last.kinds === kinds
      ? last.reports
      : undefined;
  };
  return {
    known,
    async reports(document, isCancelled) {
      const found = known(document);
      if (found) return found;
      const { uri, version, languageId } = document;
      const { workspace, config, kinds } = surroundings(pathOf(uri));
      const last = done.get(uri);
      const linter =
        last?.languageId === languageId ? last.linter : createFileLinter(pathOf(uri), languageId, parserOf(uri));
      if (!linter) return undefined;
      const reports = await inSlices(linter.steps(document.getText(), { workspace, config, kinds }), isCancelled);
      if (reports) done.set(uri, { linter, languageId, version, workspace, config, kinds, reports });
      return reports;
    },
    yaml: (document) => parserOf(document.uri)(document.getText()),
    close(uri) {
      done.delete(uri);
      parsers.delete(uri);
    },
  };
}

async function inSlices<Result>(
  steps: Generator<void, Result>,
  isCancelled: () => boolean,
): Promise<Result | undefined> {
  let pause = performance.now() + SLICE_MILLIS;
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    if (performance.now() < pause) continue;
    await new Promise((resolve) => setImmediate(resolve));
    if (isCancelled()) return undefined;
    pause = performance.now() + SLICE_MILLIS;
  }
}
