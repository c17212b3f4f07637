import { expand } from '../../parse/dockerfile/expand.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import { fromUses } from '../../parse/dockerfile/stageUses.ts';
import type { Stage } from '../../parse/dockerfile/model.ts';
import { defineRule, type Fix } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'info',
  since: '0.1.0',
  summary: 'Do not fix the platform of a stage.',
  rationale: `
\`FROM --platform=linux/amd64\` takes the amd64 image whatever \`docker build --platform\` asks for. On an arm64 node or laptop the container then runs under emulation, several times slower, or not at all ("exec format error"), and the image says it is for arm64.

A stage that only compiles wants \`$BUILDPLATFORM\`; the final one wants no \`--platform\` at all. A stage whose name says the architecture (\`AS build-amd64\`) is one of several on purpose and is left alone.`,
  sources: [
    'https://docs.docker.com/reference/build-checks/from-platform-flag-const-disallowed/',
    'https://docs.docker.com/build/building/multi-platform/#cross-compilation',
    'https://github.com/hadolint/hadolint/wiki/DL3029',
  ],
  equivalents: ['FromPlatformFlagConstDisallowed', 'DL3029'],
  messages: {
    fixed: 'The image will hold {platform} programs on every platform: the build cannot choose another one here.',
  },
  fixes: {
    remove: 'Let the build choose: remove --platform',
    build: 'Compile on the platform that builds: --platform=$BUILDPLATFORM',
  },
  examples: [
    {
      title: 'The final stage',
      bad: `\
FROM --platform=linux/amd64 alpine:3.24
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check(dockerfile, { say, fix }) {
    for (const stage of dockerfile.stages) {
      const fixed = constantOf(stage, dockerfile);
      if (!fixed) continue;
      const { flag, valueSpan } = fixed;
      const gap = /^[ \t]+/.exec(dockerfile.text.slice(flag.end))?.[0].length ?? 0;
      const fixes: Fix[] = [
        fix.remove({}, { safe: false, edits: () => [{ span: { ...flag, end: flag.end + gap }, newText: '' }] }),
      ];
      if (onlyGives(stage, dockerfile))
        fixes.push(fix.build({}, { safe: false, edits: () => [{ span: valueSpan, newText: '$BUILDPLATFORM' }] }));
      yield say.fixed(flag, { platform: fixed.value }, { fixes });
    }
  },
});

/** Undefined if a variable decides, or if the stage's name says that it is one of several. */
function constantOf({ platform, name = '' }: Stage, { escape }: Dockerfile) {
  if (!platform?.traced || !platform.valueSpan) return undefined;
  const { traced, valueSpan, span: flag } = platform;
  const value = expand(traced, escape, () => 'unknown')?.text ?? '';
  if (!/^[\w.-]+(?:\/[\w.-]+){0,2}$/.test(value)) return undefined;
  return namesOf(value).some((part) => name.includes(part)) ? undefined : { value, flag, valueSpan };
}

const OTHER_NAMES: Readonly<Record<string, string>> = { x86_64: 'amd64', aarch64: 'arm64' };

/** System and architecture, the latter also as BuildKit calls it. A bare architecture is one of Linux. */
function namesOf(platform: string): readonly string[] {
  const [first = '', architecture] = platform.toLowerCase().split('/');
  const parts = architecture === undefined ? [first, 'linux'] : [first, architecture];
  return [...parts, ...parts.flatMap((part) => OTHER_NAMES[part] ?? [])];
}

/** A stage that nothing is built on: others only take files from it. */
function onlyGives(stage: Stage, dockerfile: Dockerfile): boolean {
  const isBase = stage === dockerfile.finalStage || dockerfile.stages.some(({ parent }) => parent === stage);
  return !isBase && fromUses(dockerfile).some(({ origin }) => origin === stage);
}
