import { baseName } from '../../parse/dockerfile/contents.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Copy what the program needs, not the whole file system of another stage.',
  rationale: `
\`COPY --from=build / /\` lays the other stage's whole system over this one: compilers, caches, credentials, \`/etc/passwd\` and a second C library. The image is as large as the build, and programs of one distribution meet libraries of another.

On \`scratch\` it is how layers are squashed, and from an image made for it (\`tonistiigi/xx\`) how tools are laid over: both are left alone.`,
  sources: ['https://docs.docker.com/build/building/multi-stage/', 'https://github.com/hadolint/hadolint/wiki/DL3067'],
  equivalents: ['DL3067'],
  messages: {
    whole: 'All of {image} will lie over this image, compiler, caches and users included.',
  },
  examples: [
    {
      title: 'Everything from the build',
      bad: `\
FROM debian:13 AS files
RUN touch /hello

FROM alpine:3.24
COPY --from=files / /
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM debian:13 AS files
RUN touch /hello

FROM alpine:3.24
COPY --from=files /hello /
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check({ stages }, { say }) {
    for (const stage of stages) {
      if (stage.base.kind !== 'image') continue;
      for (const { instruction, from, sources, destination } of stage.copies) {
        const at = sources.findIndex((source) => source !== undefined && /^\/+(?:\.|\*)?$/.test(source));
        const word = instruction.args[at];
        if (!word || destination !== '/' || from?.stage?.base.kind !== 'image') continue;
        // What an image outside the table holds is not known: it may be made to be laid over another.
        if (!from.stage.base.facts) continue;
        // One layer instead of many: both start from the same image.
        if (from.stage.base.ref.text === stage.base.ref.text) continue;
        yield say.whole(word.span, {
          image: from.stage.name === undefined ? baseName(from.stage) : `stage ${from.stage.name}`,
        });
      }
    }
  },
});
