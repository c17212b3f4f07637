import { isSecretFile } from '../../core/secretNames.ts';
import { basename } from '../../core/path.ts';
import type { TextEdit } from '../../core/text.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import { removeLines } from '../../parse/dockerfile/edits.ts';
import type { Copy, Stage } from '../../parse/dockerfile/model.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Mount keys and credentials for the command that needs them instead of copying them.',
  rationale: `
A copied file stays in its layer, also if a later RUN deletes it: whoever can pull the image can unpack that layer. In a stage that is thrown away it still lies in the build cache, which many builders push to a registry.

\`RUN --mount=type=secret,id=netrc,target=/root/.netrc\` shows the file to one command; \`docker build --secret id=netrc,src=.netrc\` passes it.`,
  sources: ['https://docs.docker.com/build/building/secrets/'],
  messages: {
    final: 'Whoever can pull the image can read {file}: a layer keeps it, even if a later step deletes it.',
    cached: '{file} stays in the build cache: a layer keeps it, even if a later step deletes it.',
  },
  fixes: {
    mount: 'Mount it for the next RUN only',
  },
  examples: [
    {
      title: 'Credentials for private modules',
      bad: `\
FROM alpine:3.24
COPY .netrc /root/.netrc
RUN fetch /usr/local/bin/api
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24
RUN --mount=type=secret,id=netrc,target=/root/.netrc fetch /usr/local/bin/api
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check(dockerfile, { say, fix }) {
    for (const stage of dockerfile.stages) {
      for (const copy of stage.copies) {
        const at = copy.from ? -1 : copy.sources.findIndex((source) => source !== undefined && isSecretFile(source));
        const word = copy.instruction.args[at];
        if (!word) continue;
        const file = basename(copy.sources[at] ?? '');
        const edits = asMount(dockerfile, stage, copy, file);
        const tell = reaches(dockerfile, stage) ? say.final : say.cached;
        yield tell(
          word.span,
          { file },
          {
            fixes: edits ? [fix.mount({}, { safe: false, edits })] : [],
            severity: tell === say.cached ? 'info' : undefined,
          },
        );
      }
    }
  },
});

/** Whether the layers of a stage become layers of the image. */
function reaches({ finalStage }: Dockerfile, stage: Stage): boolean {
  for (let at = finalStage; at; at = at.parent) if (at === stage) return true;
  return false;
}

/** If the file is copied alone, to a place that is certain, and a RUN follows at once. */
function asMount(
  { text }: Dockerfile,
  { instructions }: Stage,
  { instruction, sources, destination }: Copy,
  file: string,
): (() => TextEdit[]) | undefined {
  const next = instructions[instructions.indexOf(instruction) + 1];
  if (sources.length !== 1 || destination === undefined || next?.keyword !== 'RUN') return undefined;
  const target = destination.endsWith('/') ? destination + file : destination;
  const id = file.replace(/^[._]+/, '').replaceAll('.', '-');
  const { end } = next.keywordSpan;
  return () => [
    removeLines(text, instruction),
    { span: { start: end, end }, newText: ` --mount=type=secret,id=${id},target=${target}` },
  ];
}
