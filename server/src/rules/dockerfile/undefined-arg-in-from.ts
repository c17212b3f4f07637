import { AUTOMATIC_ARGS, PLATFORM_ARGS } from '../../core/dockerfileLanguage.ts';
import { parseImageRef } from '../../core/imageRef.ts';
import { nearest } from '../../core/nearest.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import { insertBefore } from '../../parse/dockerfile/edits.ts';
import { expand } from '../../parse/dockerfile/expand.ts';
import type { Instruction, Pair, Stage } from '../../parse/dockerfile/model.ts';
import { untraced } from '../../parse/dockerfile/traced.ts';
import { globalArgs } from '../../parse/dockerfile/undefinedVariables.ts';
import { variableUses, type VariableUse } from '../../parse/dockerfile/variableUses.ts';
import { defineRule, type Fix, type Severity } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'error',
  since: '0.1.0',
  summary: 'Declare the ARGs of a FROM line before the first FROM.',
  rationale: `
FROM sees only the ARGs that stand before the first FROM, and the platform arguments that BuildKit sets by itself. Any other name is replaced by nothing, whatever \`--build-arg\` says: \`FROM alpine:$TAG\` becomes \`alpine:\`, which is no image, and the build ends there. \`\${TAG:-3.24}\` is always 3.24 then.

An ARG inside a stage is that stage's own and no other FROM sees it.`,
  sources: [
    'https://docs.docker.com/reference/build-checks/undefined-arg-in-from/',
    'https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact',
  ],
  equivalents: ['UndefinedArgInFrom', 'dockerfile-utils:BASE_NAME_EMPTY'],
  messages: {
    typo: 'The build will fail or start from another image: no ARG `{name}` stands before the first FROM. `{meant}` does.',
    platform:
      'The build will fail or start from another image: no ARG `{name}` stands before the first FROM. `{meant}` needs none.',
    inStage:
      'The build will fail or start from another image: ARG `{name}` stands inside a stage, where FROM cannot see it.',
    nowhere: 'The build will fail or start from another image: no ARG `{name}` stands before the first FROM.',
    constant:
      '`--build-arg {name}=…` will change nothing: no ARG `{name}` stands before the first FROM, so the default always counts.',
  },
  fixes: {
    rename: 'Use ${meant}',
    declare: 'Declare it before the first FROM: ARG {arg}',
  },
  related: {
    stage: 'This ARG belongs to its stage',
  },
  examples: [
    {
      title: 'An ARG declared too late',
      bad: `\
FROM alpine:3.24 AS assets
ARG TAG=3.24
COPY assets /assets

FROM alpine:$TAG
COPY --from=assets /assets /assets
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
ARG TAG=3.24
FROM alpine:3.24 AS assets
ARG TAG=3.24
COPY assets /assets

FROM alpine:$TAG
COPY --from=assets /assets /assets
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check(dockerfile, { say, fix, note }) {
    for (const use of undeclared(dockerfile)) {
      const { name, span, nameSpan, meant, inStage } = use;
      const fixes: Fix[] = [];
      if (meant !== undefined && nameSpan)
        fixes.push(fix.rename({ meant }, { safe: false, edits: () => [{ span: nameSpan, newText: meant }] }));
      const arg = declarationOf(use);
      const declare = () => [insertBefore(dockerfile.text, use.first, [`ARG ${arg}`])];
      if (inStage || meant === undefined) fixes.push(fix.declare({ arg }, { safe: false, edits: declare }));
      const details = {
        fixes,
        related: inStage ? [note.stage({}, { span: inStage.span })] : [],
        severity: severityOf(use, dockerfile),
      };
      if (hasDefault(use)) yield say.constant(span, { name }, details);
      else if (meant !== undefined)
        yield (AUTOMATIC_ARGS.has(meant) ? say.platform : say.typo)(span, { name, meant }, details);
      else yield (inStage ? say.inStage : say.nowhere)(span, { name }, details);
    }
  },
});

interface Undeclared extends VariableUse {
  readonly stage: Stage;
  /** The first FROM. */
  readonly first: Instruction;
  readonly meant: string | undefined;
  /** An ARG of that name inside a stage. */
  readonly inStage: Pair | undefined;
}

function undeclared(dockerfile: Dockerfile): Undeclared[] {
  const first = dockerfile.stages[0]?.from;
  const globals = globalArgs(dockerfile);
  return variableUses(dockerfile).flatMap((use) => {
    const { name, stage, instruction } = use;
    if (!first || !stage || instruction !== stage.from) return [];
    if (globals.has(name) || AUTOMATIC_ARGS.has(name)) return [];
    const meant = nearest(name, [...globals.keys(), ...PLATFORM_ARGS]);
    return [{ ...use, stage, first, meant, inStage: ownArg(dockerfile, name) }];
  });
}

/** With the default that a stage gives it. */
function declarationOf({ name, inStage }: Undeclared): string {
  return inStage?.value ? `${name}=${inStage.value.text}` : name;
}

/** `${TAG:-3.24}`. */
function hasDefault({ operator = '' }: VariableUse): boolean {
  return /[-+]$/.test(operator);
}

/** With an image all the same the build goes on. */
function severityOf(use: Undeclared, dockerfile: Dockerfile): Severity | undefined {
  return hasDefault(use) || stillBuilds(use, dockerfile) ? 'warning' : undefined;
}

/** Whether what is left without the name is an image all the same. */
function stillBuilds({ span, stage: { image } }: Undeclared, { escape }: Dockerfile): boolean {
  if (!image || span.start < image.span.start) return false;
  const value = expand(image.traced, escape, () => untraced(''))?.text;
  return value !== undefined && parseImageRef(value) !== undefined;
}

/** The ARG of that name in some stage. */
function ownArg({ stages }: Dockerfile, name: string): Pair | undefined {
  return stages
    .flatMap(({ instructions }) => instructions.filter(({ keyword }) => keyword === 'ARG'))
    .flatMap(({ pairs }) => pairs)
    .find((pair) => pair.name.text === name);
}
