import { baseName } from '../../parse/dockerfile/contents.ts';
import { insertAfter } from '../../parse/dockerfile/edits.ts';
import { mayCopy, runMentions } from '../../parse/dockerfile/finalFiles.ts';
import type { Origin, Stage } from '../../parse/dockerfile/model.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'error',
  since: '0.1.0',
  summary: 'Install tzdata before copying time zones out of Alpine.',
  rationale: `
Alpine comes without time zones: \`/usr/share/zoneinfo\` is there only after \`apk add tzdata\`. \`golang:alpine\` is no exception, so a COPY from it ends the build with "not found".

A Go program can also carry the zones itself: import \`time/tzdata\`, or build with \`-tags timetzdata\` (about 450 KiB).`,
  sources: ['https://pkg.go.dev/time/tzdata', 'https://pkgs.alpinelinux.org/package/edge/main/x86_64/tzdata'],
  messages: {
    missing: 'The build will fail here: {image} has no /usr/share/zoneinfo until tzdata is installed.',
  },
  fixes: {
    install: 'Install tzdata in that stage',
  },
  examples: [
    {
      title: 'Time zones for scratch',
      bad: `\
FROM alpine:3.24 AS zones

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=zones /usr/share/zoneinfo /usr/share/zoneinfo
COPY api /api
ENTRYPOINT ["/api"]
`,
      good: `\
FROM alpine:3.24 AS zones
RUN apk add --no-cache tzdata

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=zones /usr/share/zoneinfo /usr/share/zoneinfo
COPY api /api
ENTRYPOINT ["/api"]
`,
    },
  ],
  *check({ stages, text }, { say, fix }) {
    for (const copy of stages.flatMap(({ copies }) => copies)) {
      const at = copy.sources.findIndex((source = '') => /^\/usr\/share\/zoneinfo(?:\/|$)/.test(source));
      const word = copy.instruction.args[at];
      if (!word || !copy.from || !lacksZones(copy.from)) continue;
      const { stage, base, value } = copy.from;
      const edits = () => (stage ? [insertAfter(text, stage.from.span, ['RUN apk add --no-cache tzdata'])] : []);
      const isAlpine = base.kind === 'image' && base.facts?.libc === 'musl';
      const canInstall = isAlpine && stage !== undefined && stage.user.instruction === undefined;
      yield say.missing(
        word.span,
        { image: stage ? baseName(stage) : value },
        { fixes: canInstall ? [fix.install({}, { safe: true, edits })] : [] },
      );
    }
  },
});

function lacksZones({ base, stage }: Origin): boolean {
  return base.kind === 'image' && base.facts?.zoneinfo === false && !(stage && hasZones(stage));
}

function hasZones(stage: Stage): boolean {
  return runMentions(stage, /tzdata|zoneinfo|\$|\.sh\b/) || mayCopy(stage, /zoneinfo/);
}
