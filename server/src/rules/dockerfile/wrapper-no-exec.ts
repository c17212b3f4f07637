import type { Span, TextEdit } from '../../core/text.ts';
import type { Command, Stage } from '../../parse/dockerfile/model.ts';
import { scriptOf, type PlacedScript } from '../../parse/dockerfile/scripts.ts';
import { replacesItself } from '../../parse/dockerfile/startLine.ts';
import { exactSpan, slice } from '../../parse/dockerfile/traced.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Let a shell that starts the program hand over with exec.',
  rationale: `
\`["sh", "-c", "app --port $PORT"]\` makes the shell PID 1. Debian's and Ubuntu's dash starts the program as its child and waits: SIGTERM ends at the shell, \`Server.Shutdown\` never runs, and every stop lasts the whole grace period until SIGKILL. BusyBox and bash replace themselves by a last simple command, and are left alone where that is certain.

\`exec app\` takes the shell's place, so the program gets the signal.`,
  sources: [
    'https://docs.docker.com/reference/dockerfile/#exec-form-entrypoint-example',
    'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#exec',
  ],
  messages: {
    lost: 'SIGTERM will not reach {program}: {shell} stays PID 1 and passes no signals on, so every stop ends in SIGKILL.',
    unclear: 'SIGTERM may not reach {program}: many a {shell} stays PID 1 and passes no signals on.',
  },
  fixes: {
    exec: 'Hand over with exec',
  },
  examples: [
    {
      title: 'A shell for a variable',
      bad: `\
FROM debian:13-slim
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["sh", "-c", "api --port $PORT"]
`,
      good: `\
FROM debian:13-slim
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["sh", "-c", "exec api --port $PORT"]
`,
    },
  ],
  *check({ finalStage: stage, text }, { say, fix }) {
    const wrapped = stage && wrappedStart(stage, text);
    if (!wrapped) return;
    const { shell, program, span, isCertain, edit } = wrapped;
    yield (isCertain ? say.lost : say.unclear)(
      span,
      { program, shell },
      {
        fixes: edit ? [fix.exec({}, { safe: true, edits: () => [edit] })] : [],
        severity: isCertain ? undefined : 'info',
      },
    );
  },
});

interface Wrapped {
  readonly shell: string;
  readonly program: string;
  /** The script. */
  readonly span: Span;
  /** Whether the shell is known to stay. */
  readonly isCertain: boolean;
  readonly edit: TextEdit | undefined;
}

function wrappedStart(stage: Stage, text: string): Wrapped | undefined {
  const command = stage.entrypoint ?? stage.cmd;
  const placed = command?.form === 'exec' ? scriptOf(text, command.instruction, command.argv) : undefined;
  const program = placed && programOf(placed);
  if (!command || !placed || program === undefined || handsOver(placed)) return undefined;
  const [shell = 'sh'] = command.argv;
  const execs = replacesItself(stage, shell === 'sh' ? '/bin/sh' : shell, placed.script);
  return execs === true
    ? undefined
    : { shell, program, span: scriptSpan(command), isCertain: execs === false, edit: withExec(placed) };
}

/** What the script ends in. */
function programOf({ script: { last } }: PlacedScript): string | undefined {
  const [first] = last?.words ?? [];
  return first && (first.value ?? first.text);
}

/** With exec, with a trap that forwards signals, or to a program that does so itself. */
function handsOver({ script }: PlacedScript): boolean {
  const first = script.last?.words[0]?.value ?? '';
  return (
    /^(?:exec|tini|dumb-init|su-exec|gosu)$/.test(first) ||
    script.commands.some(({ words }) => words[0]?.value === 'trap')
  );
}

function scriptSpan({ instruction }: Command): TextEdit['span'] {
  return instruction.args[2]?.span ?? instruction.rest.span;
}

/** In front of the last command; undefined where escapes in the JSON string move its characters. */
function withExec({ traced, script }: PlacedScript): TextEdit | undefined {
  const { last } = script;
  if (!last) return undefined;
  const place = exactSpan(slice(traced, last.span.start, last.span.end));
  const newText = last.assignments.length > 0 ? 'exec env ' : 'exec ';
  return place && { span: { start: place.start, end: place.start }, newText };
}
