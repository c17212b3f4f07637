import type { TextEdit } from '../../core/text.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import type { Heredoc, Instruction } from '../../parse/dockerfile/model.ts';
import { undefinedUses, type UndefinedUse } from '../../parse/dockerfile/undefinedVariables.ts';
import { variableUses } from '../../parse/dockerfile/variableUses.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Use only variables that the stage or its base image sets.',
  rationale: `
BuildKit puts nothing in the place of a variable that nobody has set, and goes on: \`COPY app-$VERSON /app\` looks for \`app-\`, \`WORKDIR $HOMEDIR\` stays where it is. A file that COPY writes in place is expanded as well, unless the delimiter is quoted. Inside RUN it is the shell that expands, and this rule says nothing.

Where the base image is not one that Gantry knows, only a name that looks like a slip for one of the stage's own is told, and quietly, since the image may set it.`,
  sources: [
    'https://docs.docker.com/reference/build-checks/undefined-var/',
    'https://docs.docker.com/reference/dockerfile/#environment-replacement',
  ],
  equivalents: ['UndefinedVar'],
  messages: {
    typo: '`${name}` will be empty: nothing sets it. The stage knows `{meant}`.',
    nowhere: '`${name}` will be empty: neither this stage nor {image} sets it.',
    inFile:
      '`${name}` will be empty in the file: the build expands what stands below an unquoted delimiter, and neither this stage nor {image} sets it.',
  },
  fixes: {
    rename: 'Use ${meant}',
    quote: 'Leave the file as it is: quote {delimiter}',
  },
  examples: [
    {
      title: 'A slip of the finger',
      bad: `\
FROM alpine:3.24
ARG VERSION=1.0
COPY api-$VERSON /usr/local/bin/api
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24
ARG VERSION=1.0
COPY api-$VERSION /usr/local/bin/api
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check(dockerfile, { say, fix }) {
    for (const use of firstUses(dockerfile)) {
      const { why, name, nameSpan, span, isCertain, heredoc } = use;
      if (why.kind !== 'nowhere') continue;
      const { meant } = why;
      if (meant !== undefined) {
        const edits = nameSpan && (() => [{ span: nameSpan, newText: meant }]);
        const fixes = edits ? [fix.rename({ meant }, { safe: false, edits })] : [];
        yield say.typo(span, { name, meant }, { fixes, severity: isCertain ? undefined : 'info' });
      } else if (isCertain && heredoc) {
        const edit = quoted(dockerfile, use.instruction, heredoc);
        const fixes = edit ? [fix.quote({ delimiter: heredoc.name }, { safe: false, edits: () => [edit] })] : [];
        yield say.inFile(span, { name, image: imageOf(use) }, { fixes });
      } else if (isCertain) {
        yield say.nowhere(
          span,
          { name, image: imageOf(use) },
          { severity: isPart(use, dockerfile) ? 'info' : undefined },
        );
      }
    }
  },
});

function imageOf({ stage }: UndefinedUse): string {
  return stage.resolvedImage?.text ?? stage.image?.text ?? '';
}

/** A file written in place may use a variable many times; quoting or setting it once mends them all. */
function firstUses(dockerfile: Dockerfile): readonly UndefinedUse[] {
  const seen = new Map<Heredoc, Set<string>>();
  return undefinedUses(dockerfile).filter(({ heredoc, name }) => {
    if (!heredoc) return true;
    const names = seen.get(heredoc) ?? new Set();
    seen.set(heredoc, names);
    return !names.has(name) && names.add(name);
  });
}

/** `ENV PATHS=/x:$PATHS`, unlike `ENV PORT=$PORT`, where nothing is left of the value. */
function isPart({ instruction, span, isOwn }: UndefinedUse, { text }: Dockerfile): boolean {
  const written = text.slice(span.start, span.end);
  return isOwn && !instruction.pairs.some(({ value }) => value?.text.replace(/^"(.*)"$/s, '$1') === written);
}

/** Only if the file takes no variable from the build at all. */
function quoted(dockerfile: Dockerfile, instruction: Instruction, heredoc: Heredoc): TextEdit | undefined {
  const lost = undefinedUses(dockerfile).filter((use) => use.heredoc === heredoc).length;
  if (variableUses(dockerfile).filter((use) => use.heredoc === heredoc).length !== lost) return undefined;
  const { start } = instruction.span;
  const opening = [...dockerfile.text.slice(start, heredoc.body.start).matchAll(/<<-?(\w+)/g)];
  const [match, ...others] = opening.filter(([, name]) => name === heredoc.name);
  if (!match || others.length > 0) return undefined;
  const end = start + match.index + match[0].length;
  return { span: { start: end - heredoc.name.length, end }, newText: `'${heredoc.name}'` };
}
