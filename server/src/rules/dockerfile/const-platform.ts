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
    const { stages, text, escape } = dockerfile;
    for (const stage of stages) {
      const { platform } = stage;
      if (!platform?.traced || !platform.valueSpan || platform.traced.text.includes('$')) continue;
      const value = expand(platform.traced, escape, () => 'unknown')?.text ?? '';
      const [os = '', architecture = os] = value.split('/');
      if (!/^[\w.-]+(?:\/[\w.-]+){0,2}$/.test(value) || [os, architecture].some((part) => stage.name?.includes(part)))
        continue;
      const { start, end } = platform.span;
      const gap = /^[ \t]+/.exec(text.slice(end))?.[0].length ?? 0;
      const { valueSpan } = platform;
      const fixes: Fix[] = [
        fix.remove({}, { safe: false, edits: () => [{ span: { start, end: end + gap }, newText: '' }] }),
      ];
      if (onlyGives(stage, dockerfile))
        fixes.push(fix.build({}, { safe: false, edits: () => [{ span: valueSpan, newText: '$BUILDPLATFORM' }] }));
      yield say.fixed(platform.span, { platform: value }, { fixes });
    }
  },
});

/** A stage that nothing is built on: others only take files from it. */
function onlyGives(stage: Stage, dockerfile: Dockerfile): boolean {
  const isBase = stage === dockerfile.finalStage || dockerfile.stages.some(({ parent }) => parent === stage);
  return !isBase && fromUses(dockerfile).some(({ origin }) => origin === stage);
}
