import {
  floatingGoFlavour,
  goLine,
  parseGoVersion,
  supportedGoLineFor,
  supportedGoLines,
} from '../../core/goReleases.ts';
import { type GoTagBump, pinGo } from '../../parse/dockerfile/goTag.ts';
import { imageUses, type ImageUse } from '../../parse/dockerfile/images.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Name the line of Go that the build uses.',
  rationale: `
\`golang:1\` and \`golang:alpine\` move to the next Go twice a year, on the day it comes out. The build then has another compiler, another standard library and other vet checks, perhaps on one machine and not yet on another.

\`golang:1.27-trixie\` gets that line's fixes and nothing else. The fix takes the line of go.mod as long as it is supported, and else what the tag means today. Tags of a flavour that gets no new Go any more (\`1-buster\`) stand still, and \`tip\` moves on purpose: nothing is said about them.`,
  sources: ['https://hub.docker.com/_/golang', 'https://go.dev/doc/devel/release'],
  equivalents: ['DL3006', 'DL3007'],
  messages: {
    untagged: 'The next build may use another Go: without a tag `latest` is meant, and that moves to every new line.',
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
    const line = lineFor(workspace.moduleOf(path)?.module.go?.version);
    const uses = imageUses(stages);
    const seen = new Set<number>();
    for (const use of uses) {
      const flavour = floatingGoFlavour(use.ref);
      const { tag, tagSpan } = use.ref;
      const span = (tagSpan && use.place(tagSpan)) ?? use.span;
      // Several stages may take their tag from one ARG.
      if (flavour === undefined || seen.has(span.start)) continue;
      seen.add(span.start);
      const pin = pinGo(use, flavour, line, uses);
      const fixes = pin ? [fix.pin({ tag: pin.tag }, { safe: isSafe(use, pin, line), edits: () => pin.edits })] : [];
      yield tag === undefined ? say.untagged(span, {}, { fixes }) : say.floating(span, { tag }, { fixes });
    }
  },
});

/** The line of go.mod; what the tag means now where go.mod says none that is supported. */
function lineFor(goLineOfModule: string | undefined): string {
  const required = parseGoVersion(goLineOfModule ?? '');
  const line = required && goLine(required);
  return line !== undefined && (supportedGoLines().includes(line) || !supportedGoLineFor(required))
    ? line
    : supportedGoLines()[1];
}

/** What the tag means now is safe to write down; an older line is a choice, and an ARG may be read elsewhere. */
function isSafe({ span }: ImageUse, { edits }: GoTagBump, line: string): boolean {
  return (
    line === supportedGoLines()[1] && edits.every((edit) => span.start <= edit.span.start && edit.span.end <= span.end)
  );
}
