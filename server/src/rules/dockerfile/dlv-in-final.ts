import type { Span } from '../../core/text.ts';
import { removeLines } from '../../parse/dockerfile/edits.ts';
import { lineage } from '../../parse/dockerfile/lineage.ts';
import type { Instruction, Stage } from '../../parse/dockerfile/model.ts';
import { isForDevelopment } from '../../parse/dockerfile/stageKinds.ts';
import { projectPath } from '../../workspace/projectPath.ts';
import { defineRule } from '../define.ts';

const DELVE = /(?:^|\/)dlv$|^github\.com\/go-delve\/delve\b/;

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Leave the debugger out of the image for production.',
  rationale: `
Delve stops, reads and rewrites the program it is attached to. Its server asks for no password, so a port that is reachable is a shell in the container; and with \`dlv exec\` as PID 1 it is Delve that gets SIGTERM.

A debugger for one pod comes with \`kubectl debug\`. Files and stages that say that they are for debugging are left alone.`,
  sources: [
    'https://github.com/go-delve/delve/blob/master/Documentation/usage/dlv_exec.md',
    'https://kubernetes.io/docs/tasks/debug/debug-application/debug-running-pod/',
  ],
  messages: {
    delve: 'Whoever reaches the debugger owns the program: Delve is in the image.',
  },
  fixes: {
    remove: 'Leave it out',
  },
  examples: [
    {
      title: 'Delve beside the program',
      bad: `\
FROM golang:1.27-trixie AS tools
RUN go install github.com/go-delve/delve/cmd/dlv@v1.26.0

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=tools /go/bin/dlv /dlv
COPY api /api
ENTRYPOINT ["/api"]
`,
      good: `\
FROM golang:1.27-trixie AS tools
RUN go install github.com/go-delve/delve/cmd/dlv@v1.26.0

FROM gcr.io/distroless/static-debian13:nonroot
COPY api /api
ENTRYPOINT ["/api"]
`,
    },
  ],
  *check({ finalStage, text }, { say, fix }, context) {
    if (!finalStage || isForDevelopment(projectPath(context), finalStage)) return;
    for (const { span, only } of places(finalStage)) {
      const edits = () => (only ? [removeLines(text, only)] : []);
      yield say.delve(span, {}, { fixes: only ? [fix.remove({}, { safe: false, edits })] : [] });
    }
  },
});

/** Where Delve comes from, or is started; with the instruction that does nothing else. */
function places(final: Stage): { span: Span; only: Instruction | undefined }[] {
  const started = [final.entrypoint, final.cmd].flatMap((command) => {
    const word =
      command?.form === 'exec' && DELVE.test(command.argv[0] ?? '') ? command.instruction.args[0] : undefined;
    return word ? [{ span: word.span, only: undefined }] : [];
  });
  if (started.length > 0) return started;
  const stages = lineage(final);
  const copied = stages.flatMap(({ copies }) =>
    copies.flatMap(({ instruction, sources }) =>
      sources.flatMap((source, at) => {
        const word = source !== undefined && DELVE.test(source) ? instruction.args[at] : undefined;
        return word ? [{ span: word.span, only: sources.length === 1 ? instruction : undefined }] : [];
      }),
    ),
  );
  const installed = stages.flatMap(({ runs }) =>
    runs.flatMap((run) =>
      run.commands().flatMap(({ words }) => {
        const word = words[0]?.value === 'go' ? words.find(({ value = '' }) => DELVE.test(value)) : undefined;
        return word ? [{ span: word.span, only: run.commands().length === 1 ? run.instruction : undefined }] : [];
      }),
    ),
  );
  return [...copied, ...installed];
}
