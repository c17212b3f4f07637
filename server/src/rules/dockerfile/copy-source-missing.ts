import { nearest } from '../../core/nearest.ts';
import { basename, dirname } from '../../core/path.ts';
import type { TextEdit } from '../../core/text.ts';
import { contextSources, type ContextSource } from '../../parse/dockerfile/contextSources.ts';
import { hasCustomFrontend } from '../../parse/dockerfile/frontend.ts';
import type { BuildContext } from '../../workspace/buildContext.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Copy files that exist in the build context.',
  rationale: `
COPY and ADD look for their sources in the build context, not beside the Dockerfile. Where a source is not there the build stops with "not found" after all the steps before it.

Only said where the context is known from a compose, bake, Make, shell or workflow file, or where a file of nearly that name lies in its place. What a build makes first is left alone: programs and archives, folders such as \`bin\` and \`dist\`, whatever .gitignore names.`,
  sources: ['https://docs.docker.com/reference/dockerfile/#copy', 'https://docs.docker.com/build/concepts/context/'],
  messages: {
    absent: 'The build stops here with "not found": {path} is not in {context}, which {file} builds with.',
    typo: 'The build stops here with "not found": {path} does not exist, but {nearest} does.',
  },
  fixes: {
    correct: 'Copy {nearest}',
  },
  examples: [
    {
      title: 'A slip in a name',
      bad: `\
-- Dockerfile --
FROM alpine:3.24
COPY confg/api.yaml /etc/api/
USER 65532:65532
ENTRYPOINT ["api"]
-- config/api.yaml --
log: info
`,
      good: `\
-- Dockerfile --
FROM alpine:3.24
COPY config/api.yaml /etc/api/
USER 65532:65532
ENTRYPOINT ["api"]
-- config/api.yaml --
log: info
`,
    },
  ],
  *check(dockerfile, { say, fix }, { path: file, workspace }) {
    const context = workspace.contextOf(file, dockerfile);
    if (!context || hasCustomFrontend(dockerfile)) return;
    const sources = contextSources(dockerfile);
    const isDefault = context.folder === dirname(file);
    // Where nothing is found at all, it is the folder that is in doubt.
    const isSure = context.saidBy !== undefined && sources.some(({ path }) => context.kindAt(path) !== 'missing');
    for (const source of sources.filter((each) => isMissing(each, context))) {
      const { path, span } = source;
      const near = context.saidBy !== undefined || isDefault ? nearestPath(path, context) : undefined;
      if (near !== undefined) {
        const edits = correction(source, near);
        const fixes = edits ? [fix.correct({ nearest: near }, { safe: false, edits })] : [];
        yield say.typo(span, { path, nearest: near }, { fixes });
      } else if (isSure && SOURCE.test(path)) {
        yield say.absent(span, { path, context: named(context), file: basename(context.saidBy ?? '') });
      }
    }
  },
});

/** Written by people, not made by a build. */
const SOURCE =
  /(?:^|\/)(?:go\.(?:mod|sum)|package\.json|Makefile|Cargo\.toml|requirements\.txt)$|\.(?:go|sh|bash|py|rb|php|java|kt|rs|[jt]sx?|c|cc|cpp|h|sql|proto|conf|cfg|ini|toml|ya?ml|tmpl|tpl|html)$/i;
const MADE_FOLDER =
  /(?:^|\/)[._]?(?:bin|build|builds|dist|out|output|outputs|target|targets|release|releases|artifacts?|tmp|temp|gen|generated|node_modules|vendor|coverage|public|linux|amd64|arm64|stage|staging|certs?)(?:\/|$)/i;
const MADE_FILE =
  /\.(?:jar|war|ear|whl|t?gz|tgz|tar|zip|xz|bz2|zst|deb|rpm|apk|exe|so|a|o|wasm|bin|img|iso|crt|key|pem|test|snap|min\.js)$/i;

/** Unless something may make it before the build: by its name, by .gitignore, by a file of the build. */
function isMissing({ path }: ContextSource, context: BuildContext): boolean {
  if (context.kindAt(path) !== 'missing' || context.keptOutBy(path)) return false;
  return !MADE_FOLDER.test(path) && !MADE_FILE.test(path) && !context.isMade(path);
}

/** The first part of the path that is not there, by the name beside it that it most likely means. */
function nearestPath(path: string, context: BuildContext): string | undefined {
  const folder = dirname(path);
  if (folder !== '' && context.kindAt(folder) === 'missing') {
    const above = nearestPath(folder, context);
    const near = above === undefined ? undefined : `${above}/${basename(path)}`;
    return near !== undefined && context.kindAt(near) !== 'missing' ? near : undefined;
  }
  const name = basename(path);
  const near = nearest(
    name,
    context.namesIn(folder).filter((other) => isSlip(name, other)),
  );
  return near === undefined ? undefined : folder === '' ? near : `${folder}/${near}`;
}

/** A short name is near to too many; another number or ending is another file. */
function isSlip(name: string, other: string): boolean {
  const kind = /\.[^.]*$/;
  const withoutNumbers = (text: string): string => text.replace(/\d+/g, '');
  return (
    name.length >= 4 && kind.exec(name)?.[0] === kind.exec(other)?.[0] && withoutNumbers(name) !== withoutNumbers(other)
  );
}

function named({ folder }: BuildContext): string {
  return basename(folder) || '/';
}

/** Undefined where quotes or variables stand between the text and the path. */
function correction({ copy, span, path }: ContextSource, near: string): (() => TextEdit[]) | undefined {
  const word = copy.instruction.args.find((each) => each.span === span);
  const at = word?.text.lastIndexOf(path) ?? -1;
  const isPlain = word !== undefined && word.text.length === span.end - span.start && at !== -1;
  if (!isPlain) return undefined;
  const start = span.start + at;
  return () => [{ span: { start, end: start + path.length }, newText: near }];
}
