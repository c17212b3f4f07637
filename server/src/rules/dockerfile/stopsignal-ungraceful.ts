import { expand } from '../../parse/dockerfile/expand.ts';
import { defineRule } from '../define.ts';

/** signal(7), for Linux on the usual architectures. */
const SIGNALS = new Set(
  (
    'HUP INT QUIT ILL TRAP ABRT IOT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CLD CONT STOP TSTP TTIN TTOU ' +
    'URG XCPU XFSZ VTALRM PROF WINCH IO POLL PWR SYS RTMIN RTMAX'
  ).split(' '),
);
const UNSTOPPABLE: Readonly<Record<string, string>> = {
  KILL: 'SIGKILL',
  '9': 'SIGKILL',
  STOP: 'SIGSTOP',
  '19': 'SIGSTOP',
};

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Stop the container with a signal that the program can catch.',
  rationale: `
\`docker stop\` and the kubelet send the image's STOPSIGNAL, SIGTERM by default, and SIGKILL once the grace period is over. No program can catch SIGKILL or SIGSTOP: \`Server.Shutdown\` never runs, requests are cut and buffers are lost, at once or, with SIGSTOP, after a grace period in which the process only stands still.

A name that is no signal lets the image build and keeps every container from starting.`,
  sources: ['https://docs.docker.com/reference/dockerfile/#stopsignal', 'https://pkg.go.dev/os/signal'],
  equivalents: ['tally/no-ungraceful-stopsignal', 'dockerfile-utils:INVALID_SIGNAL'],
  messages: {
    unstoppable: 'The program will be cut off in the middle of its requests: nothing can catch {signal}.',
    unknown: 'No container will start: `{signal}` is no signal.',
  },
  fixes: {
    term: 'Use SIGTERM',
  },
  examples: [
    {
      title: 'SIGKILL',
      bad: `\
FROM alpine:3.24
COPY api /usr/local/bin/
USER 65532:65532
STOPSIGNAL SIGKILL
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24
COPY api /usr/local/bin/
USER 65532:65532
STOPSIGNAL SIGTERM
ENTRYPOINT ["api"]
`,
    },
  ],
  *check({ instructions, stages, escape }, { say, fix }) {
    for (const instruction of instructions) {
      const [word] = instruction.args;
      if (instruction.keyword !== 'STOPSIGNAL' || !word) continue;
      const stage = stages.findLast(({ from }) => from.span.start < instruction.span.start);
      const env = stage?.envBefore(instruction);
      const signal = expand(word.traced, escape, (name) => env?.get(name) ?? 'unknown')?.text;
      if (signal === undefined) continue;
      const name = signal.toUpperCase().replace(/^SIG/, '');
      const fixes = [fix.term({}, { safe: false, edits: () => [{ span: word.span, newText: 'SIGTERM' }] })];
      const uncatchable = UNSTOPPABLE[name];
      const [gentle, valid] = [['tally/no-ungraceful-stopsignal'], ['dockerfile-utils:INVALID_SIGNAL']];
      if (uncatchable) yield say.unstoppable(word.span, { signal: uncatchable }, { fixes, equivalents: gentle });
      else if (!isSignal(name)) yield say.unknown(word.span, { signal }, { fixes, equivalents: valid });
    }
  },
});

function isSignal(name: string): boolean {
  const number = /^\d+$/.test(name) ? Number(name) : undefined;
  if (number !== undefined) return number >= 1 && number <= 64;
  return SIGNALS.has(name) || /^RTM(?:IN\+\d{1,2}|AX-\d{1,2})$/.test(name);
}
