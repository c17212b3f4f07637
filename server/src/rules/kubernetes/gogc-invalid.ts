import { parseGoGc, repairGoGc } from '../../core/goGc.ts';
import { findEnv, type Container } from '../../parse/kubernetes/container.ts';
import { isPlaceholder } from '../../parse/kubernetes/fields.ts';
import { goMemLimit } from '../../parse/kubernetes/memory.ts';
import { replaceScalar } from '../../parse/yaml/edit.ts';
import { stringOf } from '../../parse/yaml/scalar.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Write GOGC as a whole number, or as off.',
  rationale: `
GOGC is a percentage without the sign: by how much the heap may grow over what is alive before the next collection. What is no whole number of 32 bits Go passes over without a word, and collects as with 100. A tuned service behaves as if nobody had tuned it, and nothing in its log says so.

Only lower case \`off\` switches collection off.`,
  sources: [
    'https://pkg.go.dev/runtime#hdr-Environment_Variables',
    'https://github.com/golang/go/blob/master/src/runtime/mgcpacer.go',
  ],
  messages: {
    ignored: 'Go will pass over GOGC={value} and collect as with 100: it takes a whole number, or off.',
  },
  fixes: {
    replace: 'Write {value}',
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
          value: 200%
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
          value: "200"
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
      const scalar = findEnv(container, 'GOGC')?.value;
      const value = stringOf(scalar) ?? '';
      if (!scalar || value.trim() === '' || isPlaceholder(scalar) || parseGoGc(value) !== undefined) continue;
      const repair = repairFor(container, value);
      const edits = repair && replaceScalar(document, scalar, repair.value);
      const fixes = edits
        ? [fix.replace({ value: repair.value }, { safe: repair.exact && repair.value !== 'off', edits: () => edits })]
        : [];
      yield say.ignored(scalar.span, { value }, { fixes });
    }
  },
});

/** To switch collection off is more than a repair, and without GOMEMLIMIT the end of the container. */
function repairFor(container: Container, value: string): ReturnType<typeof repairGoGc> {
  const repair = repairGoGc(value);
  return repair?.value === 'off' && !goMemLimit(container) ? undefined : repair;
}
