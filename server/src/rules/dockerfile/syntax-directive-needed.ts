import type { Dockerfile } from '../../parse/dockerfile.ts';
import type { Flag, Instruction } from '../../parse/dockerfile/model.ts';
import { defineRule } from '../define.ts';

/** Flags with the Dockerfile version that brought them, for those from 2025 on: older builders are still in use. */
const SINCE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  COPY: { parents: '1.20', exclude: '1.19' },
  ADD: { exclude: '1.19', unpack: '1.17' },
  RUN: { device: '1.27', security: '1.20' },
};

export default defineRule({
  target: 'dockerfile',
  severity: 'info',
  since: '0.1.0',
  summary: 'Name the Dockerfile syntax when a new feature is used.',
  rationale: `
The version of Docker or BuildKit decides which Dockerfile it understands, unless the first line names a frontend: then the builder fetches that one, and \`docker/dockerfile:1\` is always the newest. Without the line an older Docker stops with "unknown flag".

Builders without access to Docker Hub cannot fetch it; there, set the line aside and raise the builder.`,
  sources: [
    'https://docs.docker.com/build/buildkit/frontend/',
    'https://docs.docker.com/build/buildkit/dockerfile-release-notes/',
  ],
  messages: {
    newer:
      'An older Docker will stop here: `{feature}` came with Dockerfile {version}, and no `# syntax=` line asks for it.',
  },
  fixes: {
    add: 'Ask for the newest: # syntax=docker/dockerfile:1',
  },
  examples: [
    {
      title: 'Copying with parents',
      bad: `\
FROM alpine:3.24
COPY --parents assets/css /srv/
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
# syntax=docker/dockerfile:1
FROM alpine:3.24
COPY --parents assets/css /srv/
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check(dockerfile, { say, fix }) {
    if (dockerfile.directives.some(({ name }) => name === 'syntax')) return;
    const [first] = dockerfile.instructions.flatMap(newFeatures);
    if (!first) return;
    const { flag, version, feature } = first;
    const newline = dockerfile.text.includes('\r\n') ? '\r\n' : '\n';
    const start = placeOf(dockerfile);
    const edits = () => [{ span: { start, end: start }, newText: `# syntax=docker/dockerfile:1${newline}` }];
    yield say.newer(flag.span, { feature, version }, { fixes: [fix.add({}, { safe: false, edits })] });
  },
});

/** Directives stand on top; a byte order mark stays in front. */
function placeOf({ text }: Dockerfile): number {
  return text.startsWith('\uFEFF') ? 1 : 0;
}

function newFeatures({ keyword, flags }: Instruction): { flag: Flag; version: string; feature: string }[] {
  return flags.flatMap((flag) => {
    const version = SINCE[keyword]?.[flag.name];
    return version === undefined ? [] : [{ flag, version, feature: `${keyword} --${flag.name}` }];
  });
}
