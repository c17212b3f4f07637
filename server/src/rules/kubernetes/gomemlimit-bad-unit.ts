import { parseGoMemLimit, repairGoMemLimit, type Repair } from '../../core/goMemLimit.ts';
import { parseQuantity, wholeUnits } from '../../core/quantity.ts';
import { findEnv, type Container } from '../../parse/kubernetes/container.ts';
import { stringOf } from '../../parse/yaml/scalar.ts';
import { replaceScalar } from '../../parse/yaml/edit.ts';
import { defineRule, type Fix } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Write GOMEMLIMIT in the units of Go.',
  rationale: `
Go reads GOMEMLIMIT before \`main\` and ends the process with "malformed GOMEMLIMIT" if it cannot: the container goes into \`CrashLoopBackOff\` without a line in its own log format.

It takes a whole number of bytes, or a whole number with \`B\`, \`KiB\`, \`MiB\`, \`GiB\` or \`TiB\`, or \`off\`. Kubernetes' own \`Mi\` lacks the B, and there are no fractions, no spaces and no powers of ten.`,
  sources: [
    'https://pkg.go.dev/runtime#hdr-Environment_Variables',
    'https://github.com/golang/go/blob/master/src/runtime/mgcpacer.go',
  ],
  messages: {
    malformed:
      '"{container}" will not start: Go refuses GOMEMLIMIT={value}, because it takes only whole numbers with B, KiB, MiB, GiB or TiB.',
  },
  fixes: {
    replace: 'Write {value}',
    share: 'Write {value}, {percent}% of the memory limit',
  },
  examples: [
    {
      title: 'The unit of Kubernetes',
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
        - name: GOMEMLIMIT
          value: 460Mi
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
        - name: GOMEMLIMIT
          value: 460MiB
      resources:
        limits:
          memory: 512Mi
`,
    },
    {
      title: 'A fraction',
      bad: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: registry.example/api:1.4
      env: [{ name: GOMEMLIMIT, value: "0.5GiB" }]
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
      env: [{ name: GOMEMLIMIT, value: "512MiB" }]
`,
    },
  ],
  *check({ containers, document }, { say, fix }) {
    for (const container of containers) {
      const scalar = findEnv(container, 'GOMEMLIMIT')?.value;
      const value = stringOf(scalar) ?? '';
      if (!scalar || !isMeant(value) || parseGoMemLimit(value) !== undefined) continue;
      const share = shareOfLimit(value, container);
      const repair = share ?? repairGoMemLimit(value);
      const edits = repair && replaceScalar(document, scalar, repair.value);
      const fixes: Fix[] = [];
      if (edits) {
        const change = { safe: repair.exact, edits: () => edits };
        fixes.push(share ? fix.share(share, change) : fix.replace(repair, change));
      }
      yield say.malformed(scalar.span, { container: container.name, value }, { fixes });
    }
  },
});

/** Whether the text is the value itself, and not a place for one: `$(LIMIT)`, `<limit>`, `GOMEMLIMIT_VALUE`. */
function isMeant(value: string): boolean {
  return /^\s*(?:[-+.]?\d[^${}<>]*|off|unlimited|none|max)\s*$/i.test(value);
}

/** `90%` says what it means where the memory is limited. */
function shareOfLimit(value: string, { limits }: Container): (Repair & { readonly percent: string }) | undefined {
  const [, percent] = /^(\d{1,2}) ?%$/.exec(value) ?? [];
  const limit = parseQuantity(limits.get('memory')?.text ?? '');
  if (percent === undefined || !limit) return undefined;
  const mebibytes = (wholeUnits(limit) * BigInt(percent)) / 100n / 2n ** 20n;
  return mebibytes > 0n ? { value: `${mebibytes}MiB`, percent, exact: false } : undefined;
}
