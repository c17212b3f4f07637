import { expand } from './expand.ts';
import type { Environment, Instruction, Pair, Variable } from './model.ts';
import { untraced } from './traced.ts';

/** Set by BuildKit from the platforms of the build; a stage sees them after `ARG TARGETARCH`, FROM without. */
const PLATFORM_ARGS = ['BUILD', 'TARGET']
  .flatMap((side) => ['PLATFORM', 'OS', 'OSVERSION', 'ARCH', 'VARIANT'].map((property) => side + property))
  .concat('TARGETSTAGE');

/** Every value of a variable with the step that set it, so that looking back costs no copy. */
type History = Map<string, { readonly step: number; readonly value: Variable }[]>;

/** Variables at some step, on top of those of a parent stage. */
export interface Scope {
  readonly history: History;
  readonly step: number;
  readonly parent: Scope | undefined;
}

/** The variables of a stage (or before the first FROM) while its instructions are read one after another. */
export interface Variables {
  readonly arg: (instruction: Instruction) => void;
  readonly env: (instruction: Instruction) => void;
  readonly lookup: (name: string) => Variable;
  /** The variables as they are now, whatever is set later. */
  readonly scope: () => Scope;
}

export function environment(scope: Scope): Environment {
  return { get: (name) => find(scope, name), has: (name) => find(scope, name) !== undefined };
}

/** What a base image sets. */
export function imageScope(values: Readonly<Record<string, string>>): Scope {
  const history: History = new Map(
    Object.entries(values).map(([name, value]) => [name, [{ step: 0, value: untraced(value) }]]),
  );
  return { history, step: 0, parent: undefined };
}

/** A loop, since a file may hold more stages than the stack has frames. */
function find(scope: Scope, name: string): Variable | undefined {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    const { step, history } = at;
    const entry = history.get(name)?.findLast((candidate) => candidate.step <= step);
    if (entry) return entry.value;
  }
  return undefined;
}

/** ARGs before the first FROM. What nobody declared has no value there. */
export function globalVariables(escape: string): Variables {
  const history: History = new Map(PLATFORM_ARGS.map((name) => [name, [{ step: 0, value: 'unknown' }]]));
  return variables({ escape, history, parent: undefined, defaults: undefined, undeclared: 'unset' });
}

/** What nobody declared in a stage may still come from the base image. */
export function stageVariables(escape: string, globals: Scope, parent: Scope | undefined): Variables {
  return variables({ escape, history: new Map(), parent, defaults: globals, undeclared: 'unknown' });
}

interface Start {
  readonly escape: string;
  readonly history: History;
  readonly parent: Scope | undefined;
  /** Where an ARG without a default finds one. */
  readonly defaults: Scope | undefined;
  readonly undeclared: 'unset' | 'unknown';
}

function variables({ escape, history, parent, defaults, undeclared }: Start): Variables {
  let step = 0;
  const scope = (): Scope => ({ history, step, parent });
  const current = (name: string): Variable | undefined => find(scope(), name);
  const lookup = (name: string): Variable => current(name) ?? undeclared;
  const set = (values: readonly (readonly [string, Variable])[]): void => {
    step++;
    for (const [name, value] of values) {
      const entries = history.get(name);
      if (entries) entries.push({ step, value });
      else history.set(name, [{ step, value }]);
    }
  };
  const valueOf = ({ value }: Pair): Variable =>
    value ? (expand(value.traced, escape, lookup) ?? 'unknown') : untraced('');
  // Names may hold quotes and variables, too.
  const nameOf = ({ name }: Pair): string => expand(name.traced, escape, lookup)?.text ?? name.text;
  return {
    arg: ({ pairs }) => {
      for (const pair of pairs) {
        const name = nameOf(pair);
        const global = defaults && find(defaults, name);
        const value = pair.value ? valueOf(pair) : (global ?? current(name) ?? 'unset');
        set([[name, value === 'unset' ? (current(name) ?? value) : value]]);
      }
    },
    // All values of one ENV see the variables as they were before it.
    env: ({ pairs }) => set(pairs.map((pair) => [nameOf(pair), valueOf(pair)])),
    lookup,
    scope,
  };
}
