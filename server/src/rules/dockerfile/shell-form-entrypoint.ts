import { baseName } from '../../parse/dockerfile/contents.ts';
import { startLine } from '../../parse/dockerfile/startLine.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Start the program in exec form, so that SIGTERM reaches it.',
  rationale: `
Without a JSON array, ENTRYPOINT and CMD run \`/bin/sh -c "…"\`. The shell is then PID 1 and gets the SIGTERM that \`docker stop\` or the kubelet sends; Debian's and Ubuntu's dash stays there and passes nothing on. \`Server.Shutdown\` never runs, open requests are cut, and every stop lasts the whole grace period until SIGKILL. BusyBox (Alpine) and bash replace themselves by the last command of a simple line, which a pipe or a \`;\` undoes.

A shell-form ENTRYPOINT also drops CMD and the \`args\` of a pod. An image without a shell (scratch, distroless) cannot start a shell form at all.`,
  sources: [
    'https://docs.docker.com/reference/dockerfile/#shell-form-entrypoint-example',
    'https://docs.docker.com/reference/build-checks/json-args-recommended/',
  ],
  equivalents: ['DL3025', 'JSONArgsRecommended'],
  messages: {
    noShell: 'The container will not start: shell form runs `{shell}`, and {image} has no shell.',
    noJson: '`{shell}` will run this as a command: a JSON array takes double quotes and no trailing comma.',
    lost: 'SIGTERM will not reach `{program}`: `{shell}` stays PID 1 and passes no signals on, so every stop ends in SIGKILL.',
    unclear:
      'SIGTERM may not reach `{program}`: shell form makes `{shell}` PID 1, and many a shell passes no signals on.',
    fragile:
      "SIGTERM reaches `{program}` only as long as this image's `{shell}` replaces itself by it: shell form makes the shell PID 1.",
    wrapped: '`{entrypoint}` will get `{shell} -c …` as its arguments: CMD in shell form wraps its line in a shell.',
  },
  fixes: {
    direct: 'Run it without a shell: {json}',
    shell: 'Let the shell hand over with exec: {json}',
    repair: 'Write it as a JSON array: {json}',
  },
  examples: [
    {
      title: 'A plain command',
      bad: `\
FROM debian:13-slim
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT api --port 8080
`,
      good: `\
FROM debian:13-slim
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api", "--port", "8080"]
`,
    },
    {
      title: 'A command that needs the shell',
      bad: `\
FROM alpine:3.24
COPY api migrate /usr/local/bin/
USER 65532:65532
CMD migrate up && api --port "$PORT"
`,
      good: `\
FROM alpine:3.24
COPY api migrate /usr/local/bin/
USER 65532:65532
CMD ["sh", "-c", "migrate up && exec api --port \\"$PORT\\""]
`,
    },
  ],
  *check(dockerfile, { say, fix }) {
    const stage = dockerfile.finalStage;
    const line = stage && startLine(dockerfile, stage);
    if (!line) return;
    const { command, shell, program, entrypoint = '', consequence, rewrite } = line;
    const { span } = command.instruction.rest;
    // In exec form, ENTRYPOINT gets the CMD that its shell has swallowed so far.
    const swallowed = command.instruction.keyword === 'ENTRYPOINT' ? stage.cmd : undefined;
    const safe = !swallowed;
    // A CMD in shell form would come with its shell in front, which no program takes for its arguments.
    const fixes =
      rewrite && swallowed?.form !== 'shell'
        ? [fix[rewrite.kind]({ json: rewrite.json }, { safe, edits: () => [{ span, newText: rewrite.json }] })]
        : [];
    yield say[consequence](
      span,
      { shell, program, entrypoint, image: baseName(stage) },
      { fixes, severity: consequence === 'noShell' ? 'error' : undefined },
    );
  },
});
