import { MOUNT_OPTIONS, type MountOption } from '../../core/dockerfileLanguage.ts';
import { nearest } from '../../core/nearest.ts';
import type { Span } from '../../core/text.ts';
import { hasCustomFrontend } from '../../parse/dockerfile/frontend.ts';
import type { Instruction } from '../../parse/dockerfile/model.ts';
import { mountsOf, type Mount, type MountField } from '../../parse/dockerfile/mounts.ts';
import { defineRule, type Fix } from '../define.ts';

const TYPES = Object.keys(MOUNT_OPTIONS);

export default defineRule({
  target: 'dockerfile',
  severity: 'error',
  since: '0.1.0',
  summary: 'Give a mount only the options that its type has.',
  rationale: `
The options of \`RUN --mount\` depend on its type: \`sharing\` belongs to caches, \`size\` to tmpfs, \`required\` to secrets and SSH. BuildKit stops at one that does not belong, before anything is built.

A variable may stand in any value but \`from\`, and is left alone.`,
  sources: ['https://docs.docker.com/reference/dockerfile/#run---mount'],
  messages: {
    type: 'The build will fail: there is no mount type {value}, only {values}.',
    typo: 'The build will fail: a {type} mount has no option {key}. {meant} is close.',
    unknown: 'The build will fail: a {type} mount has no option {key}.',
    choice: 'The build will fail: {key} is one of {values}.',
    number: 'The build will fail: {key} is a number.',
    equals: 'The build will fail: {key} lacks its value.',
    secret: 'The build will fail: a secret mount has to say its id, source or target.',
  },
  fixes: {
    rename: 'Use {meant}',
  },
  examples: [
    {
      title: 'A misspelt option',
      bad: `\
FROM alpine:3.24
RUN --mount=type=cache,traget=/var/cache/apk apk add tzdata
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24
RUN --mount=type=cache,target=/var/cache/apk apk add tzdata
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check(dockerfile, { say, fix }) {
    const severity = hasCustomFrontend(dockerfile) ? 'info' : undefined;
    const rename = (span: Span, meant: string | undefined): Fix[] =>
      meant === undefined ? [] : [fix.rename({ meant }, { safe: false, edits: () => [{ span, newText: meant }] })];

    for (const mount of dockerfile.instructions.flatMap(mountsWithin)) {
      const { type } = mount;
      const names = NAMES.get(type);
      if (!names) {
        const span = placeOf(mount.options.get('type')) ?? mount.flag.span;
        const fixes = rename(span, nearest(type, TYPES));
        yield say.type(span, { value: type, values: TYPES.join(', ') }, { fixes, severity });
        continue;
      }
      for (const field of wrongFields(mount, names)) {
        const { key, keySpan, facts, problem } = field;
        const valueSpan = placeOf(field) ?? keySpan;
        const meant = nearest(key, names.keys());
        if (problem === 'choice') yield say.choice(valueSpan, { key, values: allowed(facts) }, { severity });
        else if (problem) yield say[problem](problem === 'equals' ? keySpan : valueSpan, { key }, { severity });
        else if (meant === undefined) yield say.unknown(keySpan, { type, key }, { severity });
        else yield say.typo(keySpan, { type, key, meant }, { fixes: rename(keySpan, meant), severity });
      }
      if (lacksSecret(mount, names)) yield say.secret(mount.flag.span, {}, { severity });
    }
  },
});

/** Where the value stands, if it is not empty. */
function placeOf(field: MountField | undefined): Span | undefined {
  const span = field?.valueSpan;
  return span && span.end > span.start ? span : undefined;
}

function allowed(facts: MountOption | undefined): string {
  return (facts?.values ?? ['true', 'false']).join(', ');
}

interface WrongField extends MountField {
  /** Undefined if the type has no such option. */
  readonly facts: MountOption | undefined;
  readonly problem: ReturnType<typeof problemOf>;
}

function wrongFields({ fields }: Mount, names: ReadonlyMap<string, MountOption>): WrongField[] {
  return fields.flatMap((field) => {
    if (field.key === 'type' || /[$"]/.test(field.key)) return [];
    const facts = names.get(field.key);
    const problem = facts && problemOf(field, facts);
    return facts && !problem ? [] : [{ ...field, facts, problem }];
  });
}

function mountsWithin(instruction: Instruction): Mount[] {
  const run = instruction.child ?? instruction;
  return run.keyword === 'RUN' ? mountsOf(run).filter(({ type }) => !type.includes('$')) : [];
}

/** Options by every name they have; undefined for a type that does not exist. */
const NAMES: ReadonlyMap<string, ReadonlyMap<string, MountOption>> = new Map(
  Object.entries(MOUNT_OPTIONS).map(([type, options]) => [
    type,
    new Map(
      Object.entries(options).flatMap(([name, facts]) =>
        [name, ...(facts.aliases ?? [])].map((key) => [key, facts] as const),
      ),
    ),
  ]),
);

function problemOf(
  { value, hasValue }: MountField,
  { value: kind, values }: MountOption,
): 'choice' | 'number' | 'equals' | undefined {
  if (!hasValue) return kind === 'boolean' ? undefined : 'equals';
  if (value.includes('$') || value.includes('"')) return undefined;
  if (kind === 'boolean') return /^(?:1|0|t|f|true|false)$/i.test(value) ? undefined : 'choice';
  if (values) return values.includes(value.toLowerCase()) ? undefined : 'choice';
  const isNumber = kind === 'octal' ? /^[0-7]+$/.test(value) : /^\d+$/.test(value);
  return kind === 'text' || isNumber ? undefined : 'number';
}

/** A misspelt option may be the one that is missing, so then nothing is missed. */
function lacksSecret({ type, options, fields }: Mount, names: ReadonlyMap<string, MountOption>): boolean {
  if (type !== 'secret' || fields.some(({ key }) => key !== 'type' && !names.has(key))) return false;
  return !['id', 'source', 'target'].some((key) => options.has(key));
}
