import { baseName, hasShell } from '../../parse/dockerfile/contents.ts';
import type { Run, Stage } from '../../parse/dockerfile/model.ts';
import { mountsOf } from '../../parse/dockerfile/mounts.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'error',
  since: '0.1.0',
  summary: 'Run no shell commands in an image without a shell.',
  rationale: `
RUN in shell form starts \`/bin/sh -c …\`. scratch and distroless images have no \`/bin/sh\`, so the build ends with "no such file or directory"; distroless' \`:debug\` variants have BusyBox at \`/busybox/sh\` only, which takes a SHELL instruction.

What needs a shell belongs into an earlier stage, and its result into a COPY.`,
  sources: [
    'https://docs.docker.com/reference/dockerfile/#shell-and-exec-form',
    'https://github.com/GoogleContainerTools/distroless#debug-images',
  ],
  equivalents: ['tally/shell-run-in-scratch'],
  messages: {
    none: 'The build will fail here: {image} has no `/bin/sh` to run this line.',
  },
  examples: [
    {
      title: 'A folder in a distroless image',
      bad: `\
FROM gcr.io/distroless/static-debian13:nonroot
RUN mkdir /data
COPY api /api
ENTRYPOINT ["/api"]
`,
      good: `\
FROM alpine:3.24 AS files
RUN mkdir /data

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=files /data /data
COPY api /api
ENTRYPOINT ["/api"]
`,
    },
  ],
  *check({ stages, text }, { say }) {
    for (const stage of stages) {
      if (hasShell(stage) !== false) continue;
      // The first one ends the build.
      const run = stage.runs.find((each) => needsShell(each, stage, text));
      // tally looks at scratch alone.
      const equivalents = stage.base.kind === 'scratch' ? undefined : [];
      if (run) yield say.none(run.instruction.keywordSpan, { image: baseName(stage) }, { equivalents });
    }
  },
});

function needsShell({ instruction, shell }: Run, stage: Stage, text: string): boolean {
  if (instruction.form === 'json' || instruction.rest.text === '' || shell[0] !== '/bin/sh') return false;
  const [heredoc] = instruction.heredocs;
  if (heredoc && text.startsWith('#!', heredoc.body.start)) return false;
  // A mount may bring one.
  return (
    !mountsOf(instruction).some(({ type, options }) => type === 'bind' && options.has('from')) && !bringsShell(stage)
  );
}

/** An earlier RUN in exec form may have put a shell in place. */
function bringsShell({ runs }: Stage): boolean {
  return runs.some(({ instruction }) => instruction.form === 'json');
}
