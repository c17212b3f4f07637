import { parseImageRef } from '../../core/imageRef.ts';
import type { TextEdit } from '../../core/text.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import { expand, type Lookup } from '../../parse/dockerfile/expand.ts';
import type { Pair } from '../../parse/dockerfile/model.ts';
import type { Traced } from '../../parse/dockerfile/traced.ts';
import { AUTOMATIC_ARGS } from '../../core/dockerfileLanguage.ts';
import { globalArgs } from '../../parse/dockerfile/undefinedVariables.ts';
import { variableUses, type VariableUse } from '../../parse/dockerfile/variableUses.ts';
import { pin } from '../../core/baseImages.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'info',
  since: '0.1.0',
  summary: 'Give an ARG in FROM a default that makes an image name.',
  rationale: `
A plain \`docker build .\` has no build arguments. If FROM then comes to nothing, or to \`alpine:\`, the build stops at its first line, in an editor's preview and on a colleague's machine as well.

A default keeps it building; \`--build-arg\` still decides where it matters.`,
  sources: ['https://docs.docker.com/reference/build-checks/invalid-default-arg-in-from/'],
  equivalents: ['InvalidDefaultArgInFrom'],
  messages: {
    empty: 'Without `--build-arg {name}=…` the build stops here: the image name would be `{image}`.',
  },
  fixes: {
    add: 'Give it a default: {arg}',
  },
  related: {
    declared: 'Declared here, without a default',
    defaulted: 'Its default',
  },
  examples: [
    {
      title: 'A tag without default',
      bad: `\
ARG TAG
FROM alpine:\${TAG}
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
ARG TAG=3.24
FROM alpine:\${TAG}
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check(dockerfile, { say, fix, note }) {
    for (const { use, arg, image } of incomplete(dockerfile)) {
      const edit = withDefault(arg, image);
      const title = `ARG ${arg.name.text}${edit?.newText ?? ''}`;
      yield say.empty(
        use.span,
        { name: use.name, image },
        {
          fixes: edit ? [fix.add({ arg: title }, { safe: false, edits: () => [edit] })] : [],
          related: [(arg.value ? note.defaulted : note.declared)({}, { span: arg.span })],
        },
      );
    }
  },
});

interface Incomplete {
  readonly use: VariableUse;
  readonly arg: Pair;
  /** What the defaults make of it. */
  readonly image: string;
}

function incomplete(dockerfile: Dockerfile): Incomplete[] {
  const globals = globalArgs(dockerfile);
  const uses = variableUses(dockerfile);
  const byDefault = defaults(dockerfile);
  return dockerfile.stages.flatMap(({ from, image: word }) => {
    const image = word && expand(word.traced, dockerfile.escape, byDefault)?.text;
    if (!word || image === undefined || isImage(image)) return [];
    const candidates = uses.flatMap((use) => {
      const arg = globals.get(use.name);
      return arg && use.instruction === from && use.span.start >= word.span.start ? [{ use, arg, image }] : [];
    });
    // Where several make the name, the one without a default is at fault, or else an empty one.
    const isEmpty = ({ arg }: Incomplete): boolean => /^(?:""|''|)$/.test(arg.value?.text ?? '');
    return candidates.find(({ arg }) => !arg.value) ?? candidates.find(isEmpty) ?? candidates.slice(0, 1);
  });
}

/** The ARGs before the first FROM with the values that they have if the build gives none. */
function defaults({ instructions, stages, escape }: Dockerfile): Lookup {
  const values = new Map<string, Traced>();
  const known = new Set<string>();
  const lookup: Lookup = (name) => {
    if (!known.has(name)) return 'unknown';
    return values.get(name) ?? 'nothing';
  };
  const end = stages[0]?.from.span.start ?? 0;
  for (const { keyword, span, pairs } of instructions) {
    if (keyword !== 'ARG' || span.start >= end) continue;
    for (const { name, value } of pairs) {
      const text = value && expand(value.traced, escape, lookup);
      if (AUTOMATIC_ARGS.has(name.text) || (value && !text)) known.delete(name.text);
      else known.add(name.text);
      if (text) values.set(name.text, text);
    }
  }
  return lookup;
}

function isImage(text: string): boolean {
  return text === 'scratch' || parseImageRef(text) !== undefined;
}

/** `alpine:` is completed with the tag that a well-known image has today. */
function withDefault(arg: Pair, image: string): TextEdit | undefined {
  const ref = image.endsWith(':') ? parseImageRef(image.slice(0, -1)) : undefined;
  const tag = ref && /^(?:""|''|)$/.test(arg.value?.text ?? '') ? pin(ref) : undefined;
  if (!tag?.startsWith(':')) return undefined;
  return { span: { start: arg.name.span.end, end: arg.span.end }, newText: `=${tag.slice(1)}` };
}
