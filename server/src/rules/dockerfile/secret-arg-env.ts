import { isPlaceholder, namesSecret } from '../../core/secretNames.ts';
import type { TextEdit } from '../../core/text.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import { removeLines } from '../../parse/dockerfile/edits.ts';
import type { Instruction, Pair, Stage } from '../../parse/dockerfile/model.ts';
import { variableUses } from '../../parse/dockerfile/variableUses.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Pass secrets to the build as secret mounts, not as ARG or ENV.',
  rationale: `
ENV is part of the image: \`docker inspect\` prints it to whoever can pull. ARG leaves its value in the history of the image for every RUN that sees it, and in provenance attestations, also if it is used in one command only.

\`RUN --mount=type=secret,id=TOKEN,env=TOKEN\` gives one command the same variable and leaves nothing behind; pass it with \`docker build --secret id=TOKEN\`, which takes the variable of that name. At run time a secret comes from the orchestrator.

Names that say where a secret is, or what kind (\`TOKEN_FILE\`, \`AUTH_MODE\`, \`ACCESS_KEY_ID\`), switches and paths are left alone.`,
  sources: [
    'https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/',
    'https://docs.docker.com/build/building/secrets/',
  ],
  equivalents: ['SecretsUsedInArgOrEnv', 'DL3064'],
  messages: {
    env: 'Whoever can pull the image can read {name}: ENV is part of its configuration.',
    empty: 'Whoever can pull the image could read {name} once it gets a value here: ENV is part of its configuration.',
    arg: 'Whoever can pull the image may read {name} from its history: build arguments are kept there.',
  },
  fixes: {
    mount: 'Mount {name} as a secret where it is used',
  },
  examples: [
    {
      title: 'A token for private modules',
      bad: `\
FROM alpine:3.24
ARG API_TOKEN
RUN fetch --token "$API_TOKEN" /usr/local/bin/api
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24
RUN --mount=type=secret,id=API_TOKEN,env=API_TOKEN fetch --token "$API_TOKEN" /usr/local/bin/api
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check(dockerfile, { say, fix }) {
    for (const instruction of dockerfile.instructions) {
      if (instruction.keyword !== 'ENV' && instruction.keyword !== 'ARG') continue;
      for (const pair of instruction.pairs.filter(mayHoldSecret)) {
        const name = pair.name.text;
        if (instruction.keyword === 'ARG') {
          const edits = asMount(dockerfile, instruction, name);
          const fixes = edits ? [fix.mount({ name }, { safe: false, edits })] : [];
          yield say.arg(pair.name.span, { name }, { fixes });
        } else if (valueOf(pair) === '') yield say.empty(pair.name.span, { name }, { severity: 'hint' });
        else yield say.env(pair.name.span, { name });
      }
    }
  },
});

/** By its name, unless its value says otherwise; an empty one says nothing. */
function mayHoldSecret(pair: Pair): boolean {
  const value = valueOf(pair) ?? '';
  return namesSecret(pair.name.text) && (value === '' || !isPlaceholder(value));
}

/** Undefined for an ARG that has no default. */
function valueOf({ value }: Pair): string | undefined {
  return value?.text.replace(/^(["'])(.*)\1$/s, '$2');
}

/** For an ARG without default that nothing but shell-form RUNs of its stage uses. */
function asMount(dockerfile: Dockerfile, arg: Instruction, name: string): (() => TextEdit[]) | undefined {
  const stage = dockerfile.stages.findLast(({ from }) => from.span.start < arg.span.start);
  const [pair] = arg.pairs;
  const isAlone = arg.keyword === 'ARG' && arg.pairs.length === 1 && pair && (valueOf(pair) ?? '') === '';
  if (!stage || !isAlone || !/^\w+$/.test(name) || variableUses(dockerfile).some((use) => use.name === name))
    return undefined;
  if (dockerfile.stages.some(({ parent }) => parent === stage)) return undefined;
  const runs = usersOf(stage, name, arg.span.start);
  if (runs.length === 0) return undefined;
  const mount = ` --mount=type=secret,id=${name},env=${name}`;
  return () => [
    removeLines(dockerfile.text, arg),
    ...runs.map(({ keywordSpan: { end } }) => ({ span: { start: end, end }, newText: mount })),
  ];
}

function usersOf({ runs }: Stage, name: string, after: number): Instruction[] {
  const use = new RegExp(`\\b${name}\\b`);
  return runs
    .map(({ instruction }) => instruction)
    .filter(({ rest, span }) => span.start > after && use.test(rest.text));
}
