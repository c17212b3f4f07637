import type { Span, TextEdit } from '../../core/text.ts';
import { mountsOf } from '../../parse/dockerfile/mounts.ts';
import type { Run } from '../../parse/dockerfile/model.ts';
import { defineRule } from '../define.ts';

/** `scheme://user:password@host`; the password, or the user where it stands alone, is the secret. */
const CREDENTIALS = /https?:\/\/(?:([^\s/:@"'$]*|\$\{?\w+\}?):)?([^\s/:@"']+)@[\w.-]/g;

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Keep credentials out of the addresses in RUN.',
  rationale: `
\`git config --global url."https://$TOKEN@github.com/".insteadOf …\` writes the token into \`.gitconfig\`, which becomes a part of the layer; \`git clone https://user:$TOKEN@…\` leaves it in \`.git/config\`. An ARG stands in the history of the image besides, and an address written out stands in the Dockerfile for ever.

A secret mount gives the command the same variable: \`RUN --mount=type=secret,id=TOKEN,env=TOKEN …\`. For Go's private modules a mounted \`.netrc\` needs no \`insteadOf\` at all.`,
  sources: ['https://docs.docker.com/build/building/secrets/', 'https://go.dev/doc/faq#git_https'],
  messages: {
    variable:
      '{name} will stay in the image or the build cache: as a build argument in the history, and where this command writes the address.',
    literal:
      'The password in this address is readable for everyone who has the Dockerfile, the image or the build cache.',
  },
  fixes: {
    mount: 'Take {name} from a secret mount',
  },
  examples: [
    {
      title: 'Private modules',
      bad: `\
FROM golang:1.27-trixie AS build
ARG GH
RUN git config --global url."https://x:\${GH}@github.com/".insteadOf https://github.com/

FROM gcr.io/distroless/static-debian13:nonroot
COPY api /api
COPY --from=build /etc/mime.types /etc/
ENTRYPOINT ["/api"]
`,
      good: `\
FROM golang:1.27-trixie AS build
ARG GH
RUN --mount=type=secret,id=GH,env=GH git config --global url."https://x:\${GH}@github.com/".insteadOf https://github.com/

FROM gcr.io/distroless/static-debian13:nonroot
COPY api /api
COPY --from=build /etc/mime.types /etc/
ENTRYPOINT ["/api"]
`,
    },
  ],
  *check({ stages, text }, { say, fix }) {
    for (const run of stages.flatMap(({ runs }) => runs)) {
      for (const { name, span } of credentials(run, text)) {
        if (name === undefined) {
          yield say.literal(span, {});
          continue;
        }
        const { end } = run.instruction.keywordSpan;
        const mount = ` --mount=type=secret,id=${name},env=${name}`;
        const edits = (): TextEdit[] => [{ span: { start: end, end }, newText: mount }];
        yield say.variable(span, { name }, { fixes: [fix.mount({ name }, { safe: false, edits })] });
      }
    }
  },
});

/** `name` is undefined for a password that is written out. */
function* credentials({ instruction, env }: Run, text: string): Generator<{ name: string | undefined; span: Span }> {
  const mounted = new Set(mountsOf(instruction).map(({ options }) => options.get('env')?.value));
  const { start, end } = instruction.span;
  for (const match of text.slice(start, end).matchAll(CREDENTIALS)) {
    const [address, user, password = ''] = match;
    const at = start + match.index + address.lastIndexOf(password);
    const span = { start: at, end: at + password.length };
    const name = /^\$\{?(\w+)\}?$/.exec(password)?.[1];
    if (name === undefined) {
      if (user && !/[$<%{*]|^(?:x+|password|pass|token)$/i.test(password)) yield { name, span };
    } else if (env.has(name) && !mounted.has(name)) {
      yield { name, span };
    }
  }
}
