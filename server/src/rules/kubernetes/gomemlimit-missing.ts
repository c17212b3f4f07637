import { goMemLimitFor } from '../../core/goMemLimit.ts';
import type { Container } from '../../parse/kubernetes/container.ts';
import { setEnv } from '../../parse/kubernetes/edit.ts';
import { memoryLimit, type Memory } from '../../parse/kubernetes/memory.ts';
import { dockerfileOfContainer } from '../../workspace/containerImage.ts';
import { runsGo, setsMemLimit, unseenSource } from '../../workspace/goContainer.ts';
import type { DockerfileLink } from '../../workspace/workspace.ts';
import { defineRule } from '../define.ts';

/** Below this the runtime itself is most of the memory, and collecting more often frees nothing. */
const TINY = 32n * 2n ** 20n;

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Set GOMEMLIMIT below the memory limit of a Go container.',
  rationale: `
The Go runtime does not look at the memory limit of its cgroup. How often it collects follows from GOGC and the live heap alone: at 300 MiB of live heap the next collection begins near 600 MiB, and in a container of 512 MiB it never does. The kernel kills the process (exit code 137, \`OOMKilled\`) although most of that memory was garbage.

With GOMEMLIMIT the runtime collects more often as the heap comes near the limit. 90% of the container's memory leaves room for what the runtime does not count: cgo, memory-mapped files, \`emptyDir\` volumes in memory. The limit is soft: a live heap above it still grows, only slower.

A container counts as Go by the Dockerfile and the go.mod of its image, by variables such as GOGC or GODEBUG, or by the comment \`# gantry: go\`.`,
  sources: ['https://go.dev/doc/gc-guide#Memory_limit', 'https://pkg.go.dev/runtime#hdr-Environment_Variables'],
  messages: {
    missing:
      'The kernel will kill "{container}" before Go collects: memory is limited to {limit} and GOMEMLIMIT is not set.',
    uncertain:
      'The kernel may kill "{container}" before Go collects: memory is limited to {limit}, and GOMEMLIMIT is not set unless {source} does it.',
  },
  fixes: {
    set: 'Set GOMEMLIMIT to {value} (90% of {limit})',
  },
  related: {
    built: 'This Dockerfile builds the image from the Go module {module}',
  },
  examples: [
    {
      title: 'A limit that only the kernel knows',
      bad: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api # gantry: go
      image: registry.example/api:1.4
      ports:
        - containerPort: 8080
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
    - name: api # gantry: go
      image: registry.example/api:1.4
      ports:
        - containerPort: 8080
      env:
        - name: GOMEMLIMIT
          value: 460MiB
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check(resource, { say, fix, note }, { path, workspace }) {
    for (const container of resource.containers) {
      const limit = limitOf(container);
      const link = limit && dockerfileOfContainer(container, path, workspace);
      if (!limit || !runsGo(container, link) || setsMemLimit(container, link)) continue;

      const args = { container: container.name, limit: limit.scalar.text };
      const source = unseenSource(container);
      const value = goMemLimitFor(limit.bytes);
      const edits = setEnv(resource, container, 'GOMEMLIMIT', value);
      const change = { safe: source === undefined, edits: () => edits ?? [] };
      const details = {
        fixes: edits ? [fix.set({ value, limit: limit.scalar.text }, change)] : [],
        related: builtFrom(link).map((module) => note.built({ module }, { file: link?.path ?? path, span: NOWHERE })),
        // An init container is gone before it matters most.
        severity: source !== undefined || container.role === 'init' ? ('info' as const) : undefined,
      };
      yield source === undefined
        ? say.missing(limit.scalar.span, args, details)
        : say.uncertain(limit.scalar.span, { ...args, source }, details);
    }
  },
});

/** The beginning of a file as a whole. */
const NOWHERE = { start: 0, end: 0 };

function builtFrom(link: DockerfileLink | undefined): readonly string[] {
  return link?.module ? [link.module.module.path] : [];
}

/** A limit that is worth a GOMEMLIMIT. What is missing in a part of a manifest may be in another. */
function limitOf(container: Container): Memory | undefined {
  const limit = container.partial ? undefined : memoryLimit(container);
  return limit && limit.bytes >= TINY ? limit : undefined;
}
