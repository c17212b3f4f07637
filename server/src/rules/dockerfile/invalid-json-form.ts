import { repairedJson } from '../../parse/dockerfile/execForm.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import type { Instruction, Word } from '../../parse/dockerfile/model.ts';
import { defineRule } from '../define.ts';

const TAKES_JSON = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'COPY', 'ADD', 'VOLUME', 'HEALTHCHECK']);

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Write JSON arrays with double quotes and without a trailing comma.',
  rationale: `
What is not quite a JSON array is no JSON array: RUN, CMD, ENTRYPOINT and HEALTHCHECK hand the line to a shell, brackets and all, which looks for a program called \`[api,\`; COPY and VOLUME take the pieces for file names. Only an array that holds something other than strings stops the build.`,
  sources: ['https://docs.docker.com/reference/dockerfile/#shell-and-exec-form'],
  equivalents: ['tally/invalid-json-form', 'dockerfile-utils:JSON_IN_SINGLE_QUOTES'],
  messages: {
    shell: 'A shell will get this line with its brackets: a JSON array takes double quotes and no trailing comma.',
    words:
      '{keyword} will take the brackets and quotes for parts of the names: a JSON array takes double quotes and no trailing comma.',
    mixed: 'The build will fail: a JSON array may hold nothing but strings here.',
  },
  fixes: {
    repair: 'Write it as a JSON array: {json}',
    quote: 'Make them strings: {json}',
  },
  examples: [
    {
      title: 'Single quotes',
      bad: `\
FROM alpine:3.24
RUN ['mkdir', '/data']
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24
RUN ["mkdir", "/data"]
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check(dockerfile, { say, fix }) {
    for (const { instruction, array, isStart } of dockerfile.instructions.flatMap((each) =>
      arraysOf(each, dockerfile),
    )) {
      const json = repairedJson(array.text);
      if (json !== undefined) {
        if (isStart) continue;
        const edits = () => [{ span: array.span, newText: json }];
        const fixes = [fix.repair({ json }, { safe: false, edits })];
        const { keyword } = instruction;
        const isForShell = !['COPY', 'ADD', 'VOLUME'].includes(keyword);
        yield isForShell ? say.shell(array.span, {}, { fixes }) : say.words(array.span, { keyword }, { fixes });
      } else if (isMixed(array.text)) {
        const json = asStrings(array.text);
        const edits = () => [{ span: array.span, newText: json ?? '' }];
        const fixes = json === undefined ? [] : [fix.quote({ json }, { safe: false, edits })];
        yield say.mixed(array.span, {}, { severity: 'error', fixes });
      }
    }
  },
});

interface MeantArray {
  readonly instruction: Instruction;
  readonly array: Word;
  /** Of the image itself, whose shell form is another rule's. */
  readonly isStart: boolean;
}

/** What stands where a JSON array may stand and is none. */
function arraysOf(deferring: Instruction, { finalStage }: Dockerfile): MeantArray[] {
  const instruction = deferring.child ?? deferring;
  const { keyword, form, args, rest } = instruction;
  if (!TAKES_JSON.has(keyword) || form === 'json') return [];
  const isStart = [finalStage?.entrypoint, finalStage?.cmd].some((command) => command?.instruction === instruction);
  const array = keyword === 'HEALTHCHECK' ? args[1] : rest;
  return array?.text.startsWith('[') ? [{ instruction, array, isStart }] : [];
}

const LITERAL = /("(?:[^"\\]|\\.)*")|([^\s,[\]]+)/g;

/** With quotes around its numbers; undefined if there is more in it than that. */
function asStrings(text: string): string | undefined {
  const json = text.replace(LITERAL, (all, string: string | undefined) => (string === undefined ? `"${all}"` : all));
  return json.includes('[', 1) || /[{}]|\bnull\b/.test(text) ? undefined : json;
}

function isMixed(text: string): boolean {
  try {
    return Array.isArray(JSON.parse(text));
  } catch {
    // No JSON at all: then a shell gets it.
    return false;
  }
}
