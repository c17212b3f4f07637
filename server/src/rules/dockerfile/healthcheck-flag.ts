import type { Flag, Instruction, Word } from '../../parse/dockerfile/model.ts';
import { defineRule } from '../define.ts';

/** Go's time.ParseDuration. */
const DURATION = /^[+-]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;
const DURATIONS = new Set(['interval', 'timeout', 'start-period', 'start-interval']);

export default defineRule({
  target: 'dockerfile',
  severity: 'error',
  since: '0.1.0',
  summary: 'Write HEALTHCHECK with durations that have a unit, and with CMD or NONE.',
  rationale: `
BuildKit reads the durations as Go does: \`30s\`, \`1m30s\`, never a bare \`30\`. \`--retries\` is a whole number. After the flags comes CMD with a command, or NONE alone. Anything else stops the build.`,
  sources: ['https://docs.docker.com/reference/dockerfile/#healthcheck', 'https://pkg.go.dev/time#ParseDuration'],
  equivalents: [
    'dockerfile-utils:FLAG_INVALID_DURATION',
    'dockerfile-utils:FLAG_LESS_THAN_1MS',
    'dockerfile-utils:FLAG_UNKNOWN_UNIT',
    'dockerfile-utils:FLAG_MISSING_DURATION',
    'dockerfile-utils:INVALID_SYNTAX',
    'dockerfile-utils:UNKNOWN_TYPE',
    'dockerfile-utils:ARGUMENT_UNNECESSARY',
    'dockerfile-utils:HEALTHCHECK_CMD_ARGUMENT_MISSING',
  ],
  messages: {
    duration: 'The build will fail: {value} is no duration. It takes a unit, as in 30s.',
    short: 'The build will fail: {value} is shorter than a millisecond.',
    retries: 'The build will fail: {value} is no number of retries.',
    type: 'The build will fail: HEALTHCHECK is followed by CMD or NONE.',
    none: 'The build will fail: HEALTHCHECK NONE takes nothing more.',
    command: 'The build will fail: CMD has no command.',
  },
  fixes: {
    seconds: 'Use {value}s',
    cmd: 'Put CMD in front',
  },
  examples: [
    {
      title: 'Seconds without a unit',
      bad: `\
FROM alpine:3.24
COPY api /usr/local/bin/
HEALTHCHECK --interval=30 CMD ["api", "-health"]
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24
COPY api /usr/local/bin/
HEALTHCHECK --interval=30s CMD ["api", "-health"]
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check({ instructions }, { say, fix }) {
    for (const instruction of instructions.flatMap((each) => each.child ?? each)) {
      if (instruction.keyword !== 'HEALTHCHECK') continue;
      for (const { value, span, problem } of wrongFlags(instruction)) {
        const edits = () => [{ span: { start: span.end, end: span.end }, newText: 's' }];
        const isBare = problem === 'duration' && /^\d+$/.test(value);
        yield say[problem](span, { value }, { fixes: isBare ? [fix.seconds({ value }, { safe: true, edits })] : [] });
      }
      const [type, command] = instruction.args;
      const problem = type && typeProblem(type.text.toUpperCase(), command);
      if (!type || !problem) continue;
      const edits = () => [{ span: { start: type.span.start, end: type.span.start }, newText: 'CMD ' }];
      const fixes = problem === 'type' ? [fix.cmd({}, { safe: false, edits })] : [];
      yield say[problem](problem === 'none' && command ? command.span : type.span, {}, { fixes });
    }
  },
});

function typeProblem(type: string, command: Word | undefined): 'none' | 'command' | 'type' | undefined {
  if (type === 'NONE') return command ? 'none' : undefined;
  if (type === 'CMD') return command ? undefined : 'command';
  return 'type';
}

interface WrongFlag {
  readonly value: string;
  readonly span: NonNullable<Flag['valueSpan']>;
  readonly problem: 'duration' | 'short' | 'retries';
}

function wrongFlags({ flags }: Instruction): WrongFlag[] {
  return flags.flatMap(({ name, value, valueSpan: span }) => {
    if (!value || !span || value.includes('$')) return [];
    const problem = problemOf(name, value);
    return problem ? [{ value, span, problem }] : [];
  });
}

function problemOf(name: string, value: string): WrongFlag['problem'] | undefined {
  if (name === 'retries') return /^\+?\d{1,9}$/.test(value) ? undefined : 'retries';
  if (!DURATIONS.has(name)) return undefined;
  if (!DURATION.test(value)) return 'duration';
  const isZero = !/[1-9]/.test(value);
  return !isZero && (value.startsWith('-') || /^(?:\d|\.)+(?:ns|us|µs|μs)$/.test(value)) ? 'short' : undefined;
}
