import { lineBreak, type Span } from '../../core/text.ts';
import { fileCheckOptions } from '../../parse/dockerfile/checkOptions.ts';
import type { Comment, Instruction, Word } from '../../parse/dockerfile/model.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import { defineRule } from '../define.ts';

const CHECK = 'InvalidDefinitionDescription';

export default defineRule({
  target: 'dockerfile',
  severity: 'info',
  since: '0.1.0',
  summary: 'Begin the comment above an ARG or a stage with its name.',
  rationale: `
\`docker build --call=outline\` and \`--call=targets\` list the arguments and stages of a file with a description each: the comment right above, if it begins with the name. Any other comment there is left out of the list. A blank line parts a comment that is no description from what follows.

BuildKit calls the check experimental, so the rule speaks only in files that ask for it with \`# check=experimental=InvalidDefinitionDescription\` (or \`all\`).`,
  sources: [
    'https://docs.docker.com/reference/build-checks/invalid-definition-description/',
    'https://docs.docker.com/reference/cli/docker/buildx/build/#call',
  ],
  equivalents: [CHECK],
  messages: {
    other:
      'The outline of the build will not show the comment above: as the description of {name} it would begin with that name.',
  },
  fixes: {
    part: 'Part it from {keyword} with a blank line',
  },
  examples: [
    {
      title: 'A comment on the next few lines',
      bad: `\
# check=experimental=InvalidDefinitionDescription

# What runs in the cluster
FROM alpine:3.24 AS service
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
# check=experimental=InvalidDefinitionDescription

# What runs in the cluster

FROM alpine:3.24 AS service
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check(dockerfile, { say, fix }) {
    if (!isAskedFor(dockerfile)) return;
    const { instructions, comments, text } = dockerfile;
    for (const instruction of instructions) {
      const words = namesOf(instruction);
      const names = words.map(({ text }) => text);
      const comment = comments.findLast(({ span }) => span.end <= instruction.span.start);
      if (!comment || !isDescription(comment, instruction, text)) continue;
      const [word] = words;
      if (!word || names.includes(comment.text.split(' ')[0] ?? '')) continue;
      const name = word.text;
      const { start } = instruction.span;
      const part = () => [{ span: { start, end: start }, newText: lineBreak(text) }];
      yield say.other(
        word.span,
        { name },
        { fixes: [fix.part({ keyword: instruction.keyword }, { safe: true, edits: part })] },
      );
    }
  },
});

function isAskedFor(dockerfile: Pick<Dockerfile, 'directives'>): boolean {
  return fileCheckOptions(dockerfile).some(
    ({ key, values }) => key === 'experimental' && values.some(({ text }) => text === CHECK || text === 'all'),
  );
}

/** What an ARG declares, or how a stage is called. */
function namesOf({ keyword, pairs, args }: Instruction): readonly Pick<Word, 'text' | 'span'>[] {
  if (keyword === 'ARG') return pairs.map(({ name }) => name);
  const [, as, name] = args;
  if (keyword !== 'FROM' || as?.text.toLowerCase() !== 'as' || !name) return [];
  return [{ text: name.text.toLowerCase(), span: name.span }];
}

/** An empty comment parts as well as a blank line. */
function isDescription({ text, span }: Comment, instruction: { readonly span: Span }, file: string): boolean {
  return text !== '' && /^\r?\n[ \t]*$/.test(file.slice(span.end, instruction.span.start));
}
