import { expand, type Lookup } from './expand.ts';
import type { Environment, Instruction, Pair, Variable } from './model.ts';
import { untraced } from './traced.ts';

/** Set by BuildKit from the platforms of the build; a stage sees them after `ARG TARGETARCH`, FROM without. */
const PLATFORM_ARGS = ['BUILD', 'TARGET']
  .flatMap((side) => ['PLATFORM', 'OS', 'OSVERSION', 'ARCH', 'VARIANT'].map((property) => side + property))
  .concat('TARGETSTAGE');

/** The variables of a stage (or before the first FROM) while its instructions are read one after another. */
export interface Variables {
  readonly arg: (instruction: Instruction) => void;
  readonly env: (instruction: Instruction) => void;
  readonly lookup: Lookup;
  /** The variables as they are now, whatever is set later. */
  readonly snapshot: () => Environment;
  /** All of them. */
  readonly all: () => ReadonlyMap<string, Variable>;
}

/** ARGs before the first FROM. What nobody declared has no value there. */
export function globalVariables(escape: string): Variables {
  const platform = new Map<string, Variable>(PLATFORM_ARGS.map((name) => [name, 'unknown']));
  return variables({ escape, inherited: platform, defaults: undefined, undeclared: 'unset' });
}

/** What nobody declared in a stage may still come from the base image. */
export function stageVariables(
  escape: string,
  globals: Environment,
  inherited: ReadonlyMap<string, Variable>,
): Variables {
  return variables({ escape, inherited, defaults: globals, undeclared: 'unknown' });
}

interface Scope {
  readonly escape: string;
  readonly inherited: ReadonlyMap<string, Variable>;
  /** Where an ARG without a default finds one. */
  readonly defaults: Environment | undefined;
  readonly undeclared: 'unset' | 'unknown';
}

/** Every value of a variable with the step that set it, so that a snapshot costs nothing. */
type History = Map<string, { readonly step: number; readonly value: Variable }[]>;

function variables({ escape, inherited, defaults, undeclared }: Scope): Variables {
  const history: History = new Map([...inherited].map(([name, value]) => [name, [{ step: 0, value }]]));
  let step = 0;
  const current = (name: string): Variable | undefined => history.get(name)?.at(-1)?.value;
  const lookup: Lookup = (name) => current(name) ?? undeclared;
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
  return {
    arg: ({ pairs }) => {
      for (const pair of pairs) {
        const name = pair.name.text;
        const value = pair.value ? valueOf(pair) : (defaults?.get(name) ?? current(name) ?? 'unset');
        set([[name, value === 'unset' ? (current(name) ?? value) : value]]);
      }
    },
    // All values of one ENV see the variables as they were before it.
    env: ({ pairs }) => set(pairs.map((pair) => [pair.name.text, valueOf(pair)])),
    lookup,
    snapshot: () => {
      const seen = step;
      return { get: (name) => history.get(name)?.findLast((entry) => entry.step <= seen)?.value };
    },
    all: () => new Map([...history].map(([name, entries]) => [name, entries.at(-1)?.value ?? 'unset'])),
  };
}
