import { officialName } from '../../core/baseImages.ts';
import { parseGoVersion, supportedGoLineFor, supportedGoLines } from '../../core/goReleases.ts';
import type { Span } from '../../core/text.ts';
import type { Stage } from '../../parse/dockerfile/model.ts';
import { imageUses } from '../../parse/dockerfile/images.ts';
import { defineRule } from '../define.ts';

/** `1`, `alpine`, `1-alpine3.24`, `bookworm`, `tip`. */
const FLOATING =
  /^(?:1(?:-(?<flavour>[a-z][a-z0-9.]*))?|(?<name>alpine(?:\d[\d.]*)?|trixie|bookworm|bullseye|buster|tip|tip-[a-z0-9.]+))$/;

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Name the line of Go that the build uses.',
  rationale: `
\`golang:1\` and \`golang:alpine\` move to the next Go twice a year, on the day it comes out. The build then has another compiler, other vet checks, another default for GODEBUG settings, perhaps on one machine and not yet on another.

\`golang:1.27\` gets that line's fixes and nothing else. No tag at all, and \`latest\`, are told by \`untagged-base\` and \`latest-tag\`.`,
  sources: ['https://hub.docker.com/_/golang', 'https://go.dev/doc/devel/release'],
  messages: {
    floating: 'The next build may use another Go: the tag {tag} moves to every new line.',
  },
  fixes: {
    pin: 'Use {tag}',
  },
  examples: [
    {
      title: 'Whatever is newest',
      bad: `\
FROM golang:1 AS build
RUN go version > /version

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /version /version
COPY api /api
ENTRYPOINT ["/api"]
`,
      good: `\
FROM golang:1.27-trixie AS build
RUN go version > /version

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /version /version
COPY api /api
ENTRYPOINT ["/api"]
`,
    },
  ],
  *check({ stages }, { say, fix }, { path, workspace }) {
    const required = parseGoVersion(workspace.moduleOf(path)?.module.go?.version ?? '');
    const line = required ? supportedGoLineFor(required) : supportedGoLines()[1];
    for (const { span, where, written, flavour } of floating(stages)) {
      const tag = line === undefined || flavour === undefined ? undefined : `${line}-${flavour}`;
      const edits = () => (where ? [{ span: where, newText: tag ?? '' }] : []);
      yield say.floating(
        where ?? span,
        { tag: written },
        { fixes: tag !== undefined && where ? [fix.pin({ tag }, { safe: required === undefined, edits })] : [] },
      );
    }
  },
});

interface Floating {
  readonly span: Span;
  /** The tag, if it is written in one place. */
  readonly where: Span | undefined;
  readonly written: string;
  /** What to write behind the version; undefined for the development version, which has none. */
  readonly flavour: string | undefined;
}

function floating(stages: readonly Stage[]): Floating[] {
  return imageUses(stages).flatMap(({ ref, span, place }) => {
    const groups = officialName(ref) === 'golang' ? FLOATING.exec(ref.tag ?? '')?.groups : undefined;
    if (!groups || ref.digest !== undefined || !ref.tagSpan) return [];
    const flavour = groups['flavour'] ?? groups['name'] ?? 'trixie';
    const isTip = flavour.startsWith('tip');
    return [{ span, where: place(ref.tagSpan), written: ref.tag ?? '', flavour: isTip ? undefined : flavour }];
  });
}
