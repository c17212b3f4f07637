import { LABEL_FORMS, labelForm, type LabelForm } from '../../core/labelForms.ts';
import type { Span } from '../../core/text.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import { removeLines } from '../../parse/dockerfile/edits.ts';
import { expand } from '../../parse/dockerfile/expand.ts';
import { lineage } from '../../parse/dockerfile/lineage.ts';
import type { Instruction, Pair } from '../../parse/dockerfile/model.ts';
import { defineRule, type Policy } from '../define.ts';

/** hadolint's code for each problem. */
const CODES: Readonly<Record<LabelForm | 'missing' | 'extra' | 'empty', string>> = {
  missing: 'DL3049',
  extra: 'DL3050',
  empty: 'DL3051',
  url: 'DL3052',
  rfc3339: 'DL3053',
  spdx: 'DL3054',
  hash: 'DL3055',
  semver: 'DL3056',
  email: 'DL3058',
};

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Give the image the labels that the project demands, in the form it demands.',
  rationale: `
Registries, scanners and whoever looks for the owner of an image read its labels. A project that relies on them says so in the \`.hadolint.yaml\` nearest to the Dockerfile: \`label-schema\` names each label with the form of its value (\`text\`, \`url\`, \`semver\`, \`rfc3339\`, \`hash\`, \`spdx\` or \`email\`), and \`strict-labels: true\` allows no others. Without a schema the rule is silent.

What counts are the labels that reach the image: those of the final stage and of the stages it is built from. A base image may bring labels along, but then they are about that image. Values that a variable hides are believed, and labels that the build is given from outside (\`docker build --label\`) are not seen here.`,
  sources: [
    'https://github.com/hadolint/hadolint#linting-labels',
    'https://github.com/opencontainers/image-spec/blob/main/annotations.md',
  ],
  equivalents: Object.values(CODES),
  messages: {
    missing: 'The image will lack the label {label}, which the project demands.',
    extra: 'The project allows no label {label}: its schema does not name it.',
    empty: 'The label {label} will say nothing: its value is empty.',
    url: 'Nobody will get anywhere with the label {label}: the project wants a URL there.',
    rfc3339: 'The label {label} will not be understood: the project wants a time as in 2026-11-26T10:00:00Z.',
    spdx: 'The label {label} will not be understood: the project wants a license by its SPDX name, as in Apache-2.0.',
    hash: 'The label {label} will lead to no commit: the project wants a Git hash there.',
    semver: 'The label {label} will not sort: the project wants a version as in 1.2.3.',
    email: 'Nobody will be reached by the label {label}: the project wants an email address there.',
  },
  fixes: {
    remove: 'Remove it',
  },
  examples: [
    {
      title: 'A version without its last part',
      bad: `\
-- .hadolint.yaml --
label-schema:
  org.opencontainers.image.version: semver
-- Dockerfile --
FROM alpine:3.24
LABEL org.opencontainers.image.version="1.2"
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
-- .hadolint.yaml --
label-schema:
  org.opencontainers.image.version: semver
-- Dockerfile --
FROM alpine:3.24
LABEL org.opencontainers.image.version="1.2.0"
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check(dockerfile, { say, fix }, { policy }) {
    const demand = demandOf(policy);
    const labels = demand.schema.size === 0 ? [] : labelsOf(dockerfile);
    for (const label of labels) {
      const problem = problemOf(label, demand);
      if (!problem) continue;
      const edits = () => [removeLines(dockerfile.text, label.instruction)];
      const isRemovable = problem === 'extra' && label.instruction.pairs.length === 1;
      yield say[problem](
        spanOf(label, problem),
        { label: label.key },
        {
          fixes: isRemovable ? [fix.remove({}, { safe: false, edits })] : [],
          severity: problem === 'extra' ? 'info' : undefined,
          equivalents: [CODES[problem]],
        },
      );
    }
    const place = dockerfile.finalStage?.image;
    if (!place) return;
    for (const label of missing(labels, demand))
      yield say.missing(place.span, { label }, { severity: 'info', equivalents: [CODES.missing] });
  },
});

interface Demand {
  readonly schema: ReadonlyMap<string, string>;
  readonly isStrict: boolean;
}

/** A schema that names nothing demands nothing. */
function demandOf({ labelSchema: schema = new Map(), strictLabels = false }: Partial<Policy> = {}): Demand {
  return { schema, isStrict: strictLabels && schema.size > 0 };
}

type Problem = LabelForm | 'extra' | 'empty';

function spanOf({ pair }: Label, problem: Problem): Span {
  if (problem === 'extra') return pair.name.span;
  return problem === 'empty' ? pair.span : (pair.value ?? pair).span;
}

function problemOf({ key, value }: Label, { schema, isStrict }: Demand): Problem | undefined {
  const word = schema.get(key);
  if (word === undefined) return isStrict && !key.includes('$') ? 'extra' : undefined;
  if (value === '') return 'empty';
  const form = labelForm(word);
  return form && value !== undefined && !LABEL_FORMS[form](value) ? form : undefined;
}

/** None where a variable hides a key, which then may be any. */
function missing(labels: readonly Label[], { schema }: Demand): string[] {
  const known = new Set(labels.map(({ key }) => key));
  return labels.some(({ key }) => key.includes('$')) ? [] : [...schema.keys()].filter((key) => !known.has(key));
}

interface Label {
  /** Without quotes. */
  readonly key: string;
  /** Undefined where a variable hides it. */
  readonly value: string | undefined;
  readonly pair: Pair;
  readonly instruction: Instruction;
}

/** The labels that reach the image; of several with the same key the last one counts. */
function labelsOf({ finalStage, escape }: Dockerfile): Label[] {
  const all = (finalStage ? lineage(finalStage) : [])
    .flatMap(({ instructions }) => instructions)
    .filter(({ keyword }) => keyword === 'LABEL')
    .flatMap((instruction) => instruction.pairs.map((pair) => ({ instruction, pair })))
    .map(({ instruction, pair }): Label => {
      const key = expand(pair.name.traced, escape, () => 'unknown')?.text ?? pair.name.text;
      const value = pair.value ? expand(pair.value.traced, escape, () => 'unknown')?.text : '';
      return { key, value, pair, instruction };
    });
  return all.filter(({ key }, at) => !all.slice(at + 1).some((later) => later.key === key));
}
