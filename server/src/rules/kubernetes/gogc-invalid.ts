import { envText } from '../../parse/kubernetes/goMemory.ts';
import { isPlaceholder } from '../../parse/kubernetes/fields.ts';
import { replaceScalar } from '../../parse/yaml/edit.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Write GOGC as a whole number, or off.',
  rationale: `
Go reads GOGC as an integer, or the word \`off\`. Anything else (\`50%\`, \`1.5\`, \`OFF\`) is ignored without a word, and 100 holds as if nothing were set.`,
  sources: [
    'https://pkg.go.dev/runtime#hdr-Environment_Variables',
    'https://github.com/golang/go/blob/master/src/runtime/mgcpacer.go',
  ],
  messages: {
    ignored: 'Go will ignore GOGC={value} and use 100: it takes a whole number, or off.',
  },
  fixes: {
    write: 'Write {meant}',
  },
  examples: [
    {
      title: 'A percent sign',
      bad: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: registry.example/api:1.4
      env:
        - name: GOGC
          value: 50%
        - name: GOMEMLIMIT
          value: 460MiB
      resources:
        limits:
          memory: 512Mi
`,
      good: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: registry.example/api:1.4
      env:
        - name: GOGC
          value: "50"
        - name: GOMEMLIMIT
          value: 460MiB
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check({ containers, document }, { say, fix }) {
    for (const container of containers) {
      const gogc = envText(container, 'GOGC');
      if (!gogc || isRead(gogc.text) || isPlaceholder(gogc.scalar)) continue;
      const meant = repair(gogc.text);
      const edits = meant === undefined ? undefined : replaceScalar(document, gogc.scalar, meant);
      const fixes = meant !== undefined && edits ? [fix.write({ meant }, { safe: false, edits: () => edits })] : [];
      yield say.ignored(gogc.scalar.span, { value: gogc.text }, { fixes });
    }
  },
});

/** The runtime's atoi32: digits with a sign or without, within 32 bits. An empty value is none. */
function isRead(text: string): boolean {
  return text === '' || text === 'off' || (/^[-+]?\d+$/.test(text) && Math.abs(Number(text)) < 2 ** 31);
}

function repair(text: string): string | undefined {
  if (/^off$/i.test(text.trim())) return 'off';
  return /^\s*(\d{1,9})\s*%?\s*$/.exec(text)?.[1];
}
