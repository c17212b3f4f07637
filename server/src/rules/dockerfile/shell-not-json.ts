import { repairedJson } from '../../parse/dockerfile/execForm.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'error',
  since: '0.1.0',
  summary: 'Write SHELL as a JSON array.',
  rationale: `
SHELL is the one instruction that knows no other form: BuildKit stops with "SHELL requires the arguments to be in JSON form".`,
  sources: ['https://docs.docker.com/reference/dockerfile/#shell'],
  equivalents: ['dockerfile-utils:SHELL_JSON_FORM'],
  messages: {
    plain: 'The build will fail: SHELL takes a JSON array.',
  },
  fixes: {
    json: 'Write {json}',
  },
  examples: [
    {
      title: 'Plain words',
      bad: `\
FROM alpine:3.24
SHELL /bin/ash -c
RUN mkdir /data
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24
SHELL ["/bin/ash", "-c"]
RUN mkdir /data
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check({ instructions }, { say, fix }) {
    for (const { keyword, form, rest } of instructions.flatMap((each) => each.child ?? each)) {
      if (keyword !== 'SHELL' || form === 'json' || rest.text === '') continue;
      const json = repairedJson(rest.text) ?? arrayOf(rest.text);
      const edits = () => [{ span: rest.span, newText: json ?? '' }];
      yield say.plain(rest.span, {}, { fixes: json === undefined ? [] : [fix.json({ json }, { safe: true, edits })] });
    }
  },
});

/** Words without quotes or brackets. */
function arrayOf(text: string): string | undefined {
  if (/["'[\]\\]/.test(text)) return undefined;
  const words = text.split(/\s+/).map((word) => JSON.stringify(word));
  return `[${words.join(', ')}]`;
}
