import { goMemLimitFor } from '../../core/goMemLimit.ts';
import { parseQuantity, wholeUnits } from '../../core/quantity.ts';
import { findEnv, type Container } from '../../parse/kubernetes/container.ts';
import { setEnv } from '../../parse/kubernetes/edit.ts';
import { envText } from '../../parse/kubernetes/goMemory.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Set GOMEMLIMIT where GOGC is off.',
  rationale: `
With \`GOGC=off\` Go collects only when the heap comes near GOMEMLIMIT. Without one it never collects: the heap grows with every allocation until the kernel kills the process. A job that ends before that may get away with it.`,
  sources: ['https://go.dev/doc/gc-guide#Memory_limit', 'https://pkg.go.dev/runtime#hdr-Environment_Variables'],
  messages: {
    never: '"{container}" will grow until the kernel kills it: GOGC=off without GOMEMLIMIT never collects.',
  },
  fixes: {
    set: 'Set GOMEMLIMIT to {value} (90% of {limit})',
  },
  examples: [
    {
      title: 'Collection switched off',
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
          value: "off"
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
          value: "off"
        - name: GOMEMLIMIT
          value: 460MiB
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check(resource, { say, fix }) {
    for (const container of resource.containers) {
      const gogc = envText(container, 'GOGC');
      if (gogc?.text !== 'off' || hasLimit(container)) continue;
      const limit = memoryLimit(container);
      const value = limit ? goMemLimitFor(limit.bytes) : '';
      const edits = limit && setEnv(resource, container, 'GOMEMLIMIT', value);
      const names = { value, limit: limit?.text ?? '' };
      yield say.never(
        gogc.scalar.span,
        { container: container.name },
        {
          fixes: edits ? [fix.set(names, { safe: true, edits: () => edits })] : [],
          severity: severityOf(container, resource),
        },
      );
    }
  },
});

function memoryLimit({ limits }: Container): { readonly text: string; readonly bytes: bigint } | undefined {
  const text = limits.get('memory')?.text ?? '';
  const quantity = parseQuantity(text);
  const bytes = quantity ? wholeUnits(quantity) : 0n;
  return bytes > 0n ? { text, bytes } : undefined;
}

/** Also one that the command sets, or that may come from elsewhere. */
function hasLimit(container: Container): boolean {
  const words = [...(container.command ?? []), ...(container.args ?? [])];
  return findEnv(container, 'GOMEMLIMIT') !== undefined || words.some(({ text }) => text.includes('GOMEMLIMIT'));
}

function severityOf({ hasEnvFrom, partial, role }: Container, { group }: Resource): 'warning' | 'info' | undefined {
  if (hasEnvFrom || partial) return 'info';
  return group === 'batch' || role === 'init' ? 'warning' : undefined;
}
