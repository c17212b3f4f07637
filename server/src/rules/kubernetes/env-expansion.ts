import type { TextEdit } from '../../core/text.ts';
import { nearest } from '../../core/nearest.ts';
import type { Container, EnvVar } from '../../parse/kubernetes/container.ts';
import { exactPart } from '../../parse/yaml/scalarPart.ts';
import { defineRule, type Fix } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Refer with `$(NAME)` only to variables that are set above.',
  rationale: `
The kubelet puts a variable in the place of \`$(NAME)\` in the values of \`env\`, in \`command\` and in \`args\`, going through \`env\` from top to bottom. What is not set yet, or nowhere, stays as it is written: the program gets the text \`$(NAME)\`, five characters and brackets. \`$$(NAME)\` is how one writes that text on purpose.

Variables may also come from \`envFrom\`, and those of Services (\`API_SERVICE_HOST\`) from the kubelet; with either nothing can be said of a name that is not known.`,
  sources: ['https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/'],
  messages: {
    later: '{name} will stay as it is written, $({name}): the variable is set further down only.',
    typo: 'The program will get the text $({name}): there is no variable of the name, {meant} is close.',
  },
  fixes: {
    rename: 'Write $({meant})',
    swap: 'Set {name} first',
  },
  related: {
    set: 'Here it is set',
  },
  examples: [
    {
      title: 'A slip',
      bad: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: registry.example/api:1.4
      args: ["--address=$(POD_PI)"]
      env:
        - name: POD_IP
          valueFrom:
            fieldRef:
              fieldPath: status.podIP
      resources:
        limits:
          memory: 512Mi
`,
      good: `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: registry.example/api:1.4
      args: ["--address=$(POD_IP)"]
      env:
        - name: POD_IP
          valueFrom:
            fieldRef:
              fieldPath: status.podIP
      resources:
        limits:
          memory: 512Mi
`,
    },
  ],
  *check({ containers, text }, { say, fix, note }) {
    for (const container of containers) {
      const places = placesOf(container.env);
      for (const { name, span, at } of references(container, text)) {
        const [first = Infinity, second = Infinity] = places.get(name) ?? [];
        if (first < at) continue;
        const later = container.env[first > at ? first : second];
        if (later) {
          const edits = swapped(container, at, later, text);
          yield say.later(
            span,
            { name },
            {
              fixes: edits ? [fix.swap({ name }, { safe: false, edits: () => edits })] : [],
              related: [note.set({}, { span: later.nameScalar.span })],
            },
          );
          continue;
        }
        const meant = meantBefore(container, at, name);
        if (meant === undefined) continue;
        const edits = [{ span, newText: `$(${meant})` }];
        const fixes: Fix[] = [fix.rename({ meant }, { safe: false, edits: () => edits })];
        yield say.typo(span, { name, meant }, { fixes });
      }
    }
  },
});

/** A longer list was made by a program, which does not misspell. */
const MANY = 500;

interface Reference {
  readonly name: string;
  readonly span: EnvVar['nameScalar']['span'];
  /** How many variables are set when it is expanded. */
  readonly at: number;
}

/** Where in the list each variable is, the first two times. */
function placesOf(env: Container['env']): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const [at, { name }] of env.entries()) {
    const known = places.get(name);
    if (!known) places.set(name, [at]);
    else if (known.length < 2) known.push(at);
  }
  return places;
}

function meantBefore({ env, hasEnvFrom }: Container, at: number, name: string): string | undefined {
  if (hasEnvFrom || at > MANY) return undefined;
  return nearest(
    name,
    env.slice(0, at).map((variable) => variable.name),
  );
}

function* references({ env, command, args }: Container, text: string): Generator<Reference> {
  for (const [at, { value }] of env.entries())
    for (const reference of value ? referencesIn(value, text) : []) yield { ...reference, at };
  for (const scalar of [...(command ?? []), ...(args ?? [])])
    for (const reference of referencesIn(scalar, text)) yield { ...reference, at: env.length };
}

/** Both variables change places, unless others between them, or the later one itself, refer to what moves. */
function swapped({ env }: Container, at: number, later: EnvVar, text: string): TextEdit[] | undefined {
  const to = env.indexOf(later);
  const first = env[at];
  const moving = new Set(env.slice(at, to).map(({ name }) => name));
  const refers = env
    .slice(at + 1, to + 1)
    .some(({ value }) => value && referencesIn(value, text).some(({ name }) => moving.has(name)));
  if (!first || refers || first.map.flow !== later.map.flow) return undefined;
  const [one, other] = [first.map.span, later.map.span];
  const written = ({ start, end }: TextEdit['span']): string => text.slice(start, end);
  return [
    { span: one, newText: written(other) },
    { span: other, newText: written(one) },
  ];
}

const REFERENCE = /\$\$|\$\(([A-Za-z_][\w.-]*)\)/g;

/** Beyond it a value was not written by people, and to look for each reference takes long. */
const LONGEST = 10_000;

function referencesIn(scalar: EnvVar['nameScalar'], text: string): Pick<Reference, 'name' | 'span'>[] {
  if (scalar.text.length > LONGEST) return [];
  return [...scalar.text.matchAll(REFERENCE)].flatMap(({ 0: written, 1: name, index }) => {
    const span =
      name === undefined ? undefined : exactPart(scalar, text, { start: index, end: index + written.length });
    return name !== undefined && span ? [{ name, span }] : [];
  });
}
