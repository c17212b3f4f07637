import { goMemLimitFor } from '../../core/goMemLimit.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import { findEnv, type Container } from '../../parse/kubernetes/container.ts';
import { removeEnv, setEnv } from '../../parse/kubernetes/edit.ts';
import { isCollectionOff, memoryLimit } from '../../parse/kubernetes/memory.ts';
import { get } from '../../parse/yaml/node.ts';
import { stringOf } from '../../parse/yaml/scalar.ts';
import { dockerfileOfContainer } from '../../workspace/containerImage.ts';
import { setsMemLimitInside, unseenSource } from '../../workspace/goContainer.ts';
import { defineRule, type Fix, type Tell } from '../define.ts';

const messages = {
  endless:
    'The heap of "{container}" will grow until the kernel kills it: GOGC=off stops garbage collection, and there is no GOMEMLIMIT to start it.',
  uncertain:
    'The heap of "{container}" will grow until the kernel kills it: GOGC=off stops garbage collection, and there is no GOMEMLIMIT to start it unless {source} sets one.',
} as const;

const fixes = {
  set: 'Set GOMEMLIMIT to {value} (90% of {limit})',
  remove: 'Remove GOGC=off, so that Go collects as usual',
} as const;

type Telling = Tell<typeof messages, typeof fixes, Record<never, string>>;

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Set GOMEMLIMIT where GOGC is off.',
  rationale: `
\`GOGC=off\` stops garbage collection. Only GOMEMLIMIT starts it again, when the heap comes near; without it nothing is ever freed, and the process grows until the kernel kills it (\`OOMKilled\`), after every restart anew. Without a memory limit it takes the memory of the whole node with it.

A Job may be done before that, so there it is a warning; so it is where \`envFrom\` or a script may set the variable.`,
  sources: ['https://go.dev/doc/gc-guide#GOGC', 'https://go.dev/doc/gc-guide#Memory_limit'],
  messages,
  fixes,
  examples: [
    {
      title: 'No collection at all',
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
        - name: GOMEMLIMIT
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
          value: "460MiB"
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check(resource, tell, { path, workspace }) {
    for (const container of resource.containers) {
      const gogc = findEnv(container, 'GOGC')?.value;
      if (!gogc || container.partial || !isCollectionOff(container) || isLimited(container)) continue;
      if (setsMemLimitInside(container, dockerfileOfContainer(container, path, workspace))) continue;
      const source = unseenSource(container);
      const isUncertain = source !== undefined || mayEnd(resource, container);
      const details = {
        fixes: fixesOf(resource, container, tell),
        severity: isUncertain ? ('warning' as const) : undefined,
      };
      const names = { container: container.name };
      yield source === undefined
        ? tell.say.endless(gogc.span, names, details)
        : tell.say.uncertain(gogc.span, { ...names, source }, details);
    }
  },
});

function fixesOf(resource: Resource, container: Container, { fix }: Telling): Fix[] {
  const limit = memoryLimit(container);
  const value = goMemLimitFor(limit?.bytes ?? 0n);
  const set = limit && setEnv(resource, container, 'GOMEMLIMIT', value);
  const remove = removeEnv(resource, container, 'GOGC');
  return [
    ...(set ? [fix.set({ value, limit: limit.scalar.text }, { safe: false, edits: () => set })] : []),
    ...(remove ? [fix.remove({}, { safe: false, edits: () => remove })] : []),
  ];
}

/** By whatever is not known, too: a reference, `$(LIMIT)`. */
function isLimited(container: Container): boolean {
  const limit = findEnv(container, 'GOMEMLIMIT');
  return limit !== undefined && (limit.value === undefined || !/^(?:off)?$/.test(limit.value.text));
}

function mayEnd({ kind, podSpec }: Resource, { role }: Container): boolean {
  return role === 'init' || kind === 'Job' || kind === 'CronJob' || stringOf(get(podSpec, 'restartPolicy')) === 'Never';
}
