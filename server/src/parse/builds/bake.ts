import { type Data, list, record, string } from './data.ts';
import { bakeTargets } from './hcl.ts';
import { contextOf, HIDDEN, type WrittenBuild } from './writtenBuild.ts';

/** The targets of docker-bake.json or docker-bake.hcl, with what they inherit. */
export function bakeBuilds(text: string): WrittenBuild[] {
  const targets = text.trimStart().startsWith('{') ? jsonTargets(text) : bakeTargets(text);
  return [...targets.keys()].flatMap((name) => {
    // `_common` and the like are there to be inherited from.
    if (name.startsWith('_')) return [];
    return buildOf(inherited(name, targets, new Set()));
  });
}

function jsonTargets(text: string): Map<string, Data> {
  try {
    const targets = record(record(JSON.parse(text))['target']);
    return new Map(Object.entries(targets).map(([name, target]) => [name, record(target)]));
  } catch {
    // Half-typed JSON describes nothing.
    return new Map();
  }
}

function inherited(name: string, targets: ReadonlyMap<string, Data>, seen: Set<string>): Data {
  if (seen.has(name)) return {};
  seen.add(name);
  const own = targets.get(name) ?? {};
  const parents = list(own['inherits']).flatMap((parent) =>
    typeof parent === 'string' ? [inherited(parent, targets, seen)] : [],
  );
  return Object.assign({}, ...parents, own) as Data;
}

function buildOf(target: Data): WrittenBuild[] {
  if ('dockerfile-inline' in target) return [];
  const dockerfile = 'dockerfile' in target ? plain(target['dockerfile']) : 'Dockerfile';
  if (dockerfile === undefined) return [];
  return [
    {
      context: contextOf('context' in target ? plain(target['context']) : '.'),
      dockerfile,
      dockerfileIn: 'context',
      target: 'target' in target ? (plain(target['target']) ?? HIDDEN) : undefined,
      folder: '',
    },
  ];
}

/** Undefined for what a variable or a function makes. */
function plain(value: unknown): string | undefined {
  const text = string(value);
  return text?.includes('${') ? undefined : text;
}
