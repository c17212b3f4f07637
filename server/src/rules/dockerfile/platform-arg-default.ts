import { PLATFORM_ARGS } from '../../core/dockerfileLanguage.ts';
import { defineRule } from '../define.ts';

const PLATFORM: ReadonlySet<string> = new Set(PLATFORM_ARGS);

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Declare platform arguments without a default.',
  rationale: `
BuildKit sets \`TARGETARCH\` and its kin by itself, but a default in the stage wins over its value: with \`ARG TARGETARCH=amd64\` every platform gets the amd64 program, and the arm64 image ends with "exec format error".

For builders that do not set them, put the default where the variable is used: \`\${TARGETARCH:-amd64}\`.`,
  sources: ['https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope'],
  messages: {
    wins: 'Every platform will get {value}: a default of {name} wins over what BuildKit sets.',
    builder: 'Every machine that builds will be taken for {value}: a default of {name} wins over what BuildKit sets.',
  },
  fixes: {
    remove: 'Leave the default out',
  },
  examples: [
    {
      title: 'A default for the architecture',
      bad: `\
FROM golang:1.27-trixie AS build
ARG TARGETARCH=amd64
RUN echo $TARGETARCH > /arch

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /arch /arch
COPY api /api
ENTRYPOINT ["/api"]
`,
      good: `\
FROM golang:1.27-trixie AS build
ARG TARGETARCH
RUN echo $TARGETARCH > /arch

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /arch /arch
COPY api /api
ENTRYPOINT ["/api"]
`,
    },
  ],
  *check({ instructions }, { say, fix }) {
    for (const { keyword, pairs } of instructions) {
      if (keyword !== 'ARG') continue;
      for (const { name, value, span } of pairs) {
        if (!value || value.text === '' || !PLATFORM.has(name.text)) continue;
        // `ARG TARGETARCH=$TARGETARCH` hands on the value it has.
        if (value.text.includes(`$${name.text}`) || value.text.includes(`\${${name.text}`)) continue;
        const edits = () => [{ span: { start: name.span.end, end: span.end }, newText: '' }];
        const message = name.text.startsWith('BUILD') ? say.builder : say.wins;
        yield message(
          span,
          { name: name.text, value: value.text },
          {
            fixes: [fix.remove({}, { safe: true, edits })],
            // Nearly every image is for Linux, so the wrong answer is the right one for now.
            severity: name.text.endsWith('OS') && value.text === 'linux' ? 'info' : undefined,
          },
        );
      }
    }
  },
});
