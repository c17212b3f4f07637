import type { TextEdit } from '../../core/text.ts';
import { baseName } from '../../parse/dockerfile/contents.ts';
import { mayCopy, runMentions } from '../../parse/dockerfile/finalFiles.ts';
import { goPrograms, type GoBuild } from '../../parse/dockerfile/goBuilds.ts';
import type { Pair, Stage } from '../../parse/dockerfile/model.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'info',
  since: '0.1.0',
  summary: 'Give the program time zones where TZ asks for one.',
  rationale: `
\`ENV TZ=Europe/Berlin\` makes Go look for the zone in \`/usr/share/zoneinfo\`. Where there is none, as on scratch and Alpine, it falls back to UTC and says nothing: logs and timetables are off by hours.

\`-tags timetzdata\` builds the zones into the program (about 450 KiB), and so does importing \`time/tzdata\`, which Gantry cannot see from here. Without TZ nothing is said, since few services need a zone.`,
  sources: ['https://pkg.go.dev/time/tzdata', 'https://pkg.go.dev/time#LoadLocation'],
  messages: {
    missing: 'The program will run in UTC, whatever TZ says, unless it imports time/tzdata: {image} has no time zones.',
  },
  fixes: {
    tags: 'Build the zones into the program: -tags timetzdata',
  },
  examples: [
    {
      title: 'TZ on scratch',
      bad: `\
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /api ./cmd/api

FROM alpine:3.24
ENV TZ=Europe/Berlin
COPY --from=build /api /api
USER 65532:65532
ENTRYPOINT ["/api"]
`,
      good: `\
FROM golang:1.27-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 go build -tags timetzdata -trimpath -ldflags="-s -w" -o /api ./cmd/api

FROM alpine:3.24
ENV TZ=Europe/Berlin
COPY --from=build /api /api
USER 65532:65532
ENTRYPOINT ["/api"]
`,
    },
  ],
  *check({ finalStage: stage }, { say, fix }) {
    const pair = stage && zoneOf(stage);
    if (!stage || !pair || hasZones(stage)) return;
    const builds = [...goPrograms(stage).keys()];
    const [build] = builds;
    if (!build || builds.some(carriesZones)) return;
    const edit = builds.length === 1 ? tagged(build) : undefined;
    yield say.missing(
      pair.span,
      { image: baseName(stage) },
      { fixes: edit ? [fix.tags({}, { safe: false, edits: () => [edit] })] : [] },
    );
  },
});

/** Where TZ is set, to something other than UTC. */
function zoneOf({ instructions, env }: Stage): Pair | undefined {
  const zone = env.get('TZ');
  if (typeof zone !== 'object' || /^(?:|UTC|Etc\/UTC|GMT)$/.test(zone.text)) return undefined;
  return instructions
    .filter(({ keyword }) => keyword === 'ENV')
    .flatMap(({ pairs }) => pairs)
    .findLast(({ name }) => name.text === 'TZ');
}

function hasZones(stage: Stage): boolean {
  const { base } = stage;
  const isBare = base.kind === 'scratch' || (base.kind === 'image' && base.facts?.zoneinfo === false);
  return (
    !isBare ||
    mayCopy(stage, /zoneinfo|tzdata|^\/usr(?:\/share)?\/?$/) ||
    runMentions(stage, /tzdata|zoneinfo|\$|\.sh\b/)
  );
}

function carriesZones({ options, command }: GoBuild): boolean {
  return [options.flags.get('tags')?.text, command.assignments.get('GOFLAGS')].some((text) =>
    text?.includes('timetzdata'),
  );
}

function tagged({ verb, command, options }: GoBuild): TextEdit | undefined {
  const word = command.words.find(({ value }) => value === verb);
  if (!word || command.start === undefined || options.flags.has('tags')) return undefined;
  return { span: { start: word.span.end, end: word.span.end }, newText: ' -tags timetzdata' };
}
