import type { TextEdit } from '../../core/text.ts';
import type { Instruction, Pair } from '../../parse/dockerfile/model.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'hint',
  since: '0.1.0',
  summary: 'Write ENV and LABEL with an equals sign.',
  rationale: `
\`ENV NAME value\` takes the rest of the line for the value, so a second pair on the line becomes a part of the first. The form is deprecated and may go.`,
  sources: ['https://docs.docker.com/reference/build-checks/legacy-key-value-format/'],
  equivalents: ['LegacyKeyValueFormat'],
  tag: 'deprecated',
  messages: {
    legacy:
      'A later BuildKit may refuse this: `{keyword} name value` is deprecated, and takes the whole line for one value.',
  },
  fixes: {
    equals: 'Write {pair}',
  },
  examples: [
    {
      title: 'A value after a space',
      bad: `\
FROM alpine:3.24
ENV MODE production
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24
ENV MODE=production
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check({ instructions }, { say, fix }) {
    for (const instruction of instructions.flatMap((each) => each.child ?? each)) {
      const { keyword } = instruction;
      const [pair] = instruction.pairs;
      if (!pair?.value || !isLegacy(instruction)) continue;
      const text = pairText(pair);
      const edits = (): TextEdit[] => [{ span: pair.span, newText: text ?? '' }];
      const fixes = text === undefined ? [] : [fix.equals({ pair: text }, { safe: true, edits })];
      yield say.legacy({ start: instruction.keywordSpan.start, end: pair.name.span.end }, { keyword }, { fixes });
    }
  },
});

function isLegacy({ keyword, args: [first] }: Instruction): boolean {
  return (keyword === 'ENV' || keyword === 'LABEL') && first?.text.includes('=') === false;
}

/** Undefined where quotes or escapes in the value would mean something else between quotes. */
function pairText({ name, value, span }: Pair): string | undefined {
  const isOneLine =
    value && span.end - span.start >= name.text.length + value.text.length && value.traced.pieces.length === 1;
  if (!value || !isOneLine) return undefined;
  if (/^[\w./:@%+,=$\-{}]+$/.test(value.text)) return `${name.text}=${value.text}`;
  return /["'\\`]/.test(value.text) ? undefined : `${name.text}="${value.text}"`;
}
