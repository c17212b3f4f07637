import type { TextEdit } from '../../core/text.ts';
import { removeLines } from '../../parse/dockerfile/edits.ts';
import { exposedPorts, type ExposedPort } from '../../parse/dockerfile/ports.ts';
import { goPrograms } from '../../parse/dockerfile/goBuilds.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Do not expose the pprof port.',
  rationale: `
6060 is where Go programs serve \`net/http/pprof\` by habit. Whoever reaches it reads command lines, stacks and function names, and starts a CPU profile or a trace at will. EXPOSE publishes nothing by itself, but \`docker run -P\` does with every port named here, and people write Services after it.

Serve pprof on 127.0.0.1:6060 and reach it with \`kubectl port-forward\`. Where 6060 is the only port, it is probably the service's own, and the finding is only a question.`,
  sources: ['https://pkg.go.dev/net/http/pprof', 'https://docs.docker.com/reference/dockerfile/#expose'],
  messages: {
    pprof:
      'Whoever reaches port 6060 can read the insides of the program and slow it down, if it serves pprof there as Go programs do.',
  },
  fixes: {
    remove: 'Do not expose 6060',
  },
  examples: [
    {
      title: 'The port of pprof beside the service',
      bad: `\
FROM gcr.io/distroless/static-debian13:nonroot
COPY api /api
EXPOSE 8080 6060
ENTRYPOINT ["/api"]
`,
      good: `\
FROM gcr.io/distroless/static-debian13:nonroot
COPY api /api
EXPOSE 8080
ENTRYPOINT ["/api"]
`,
    },
  ],
  *check(dockerfile, { say, fix }) {
    const stage = dockerfile.finalStage;
    if (!stage) return;
    const ports = exposedPorts(stage, dockerfile);
    for (const exposed of ports) {
      if (exposed.port !== 6060 || exposed.protocol !== 'tcp') continue;
      const isOnlyOne = ports.length === 1;
      if (isOnlyOne && goPrograms(stage).size === 0) continue;
      const edits = (): TextEdit[] => [without(dockerfile.text, exposed)];
      yield say.pprof(
        exposed.word.span,
        {},
        { fixes: [fix.remove({}, { safe: false, edits })], severity: isOnlyOne ? 'info' : undefined },
      );
    }
  },
});

/** The word with the space in front of it, or the whole instruction. */
function without(text: string, { instruction, word }: ExposedPort): TextEdit {
  if (instruction.args.length === 1) return removeLines(text, instruction);
  const gap =
    /(?:[ \t]|[\\`][ \t]*\r?\n)+$/.exec(text.slice(instruction.keywordSpan.end, word.span.start))?.[0].length ?? 0;
  return { span: { start: word.span.start - gap, end: word.span.end }, newText: '' };
}
