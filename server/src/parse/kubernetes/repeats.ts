import type { Resource } from '../kubernetes.ts';
import type { Span } from '../../core/text.ts';
import { asList, asMap, asScalar, findPair, get, type YamlList, type YamlMap, type YamlScalar } from '../yaml/node.ts';
import { isPlaceholder } from './fields.ts';

/** An item of a list that has what another one before it has, and may not. */
export interface Repeat {
  readonly list: YamlList;
  readonly index: number;
  /** The field that is the same. */
  readonly key: string;
  readonly value: YamlScalar;
  readonly first: Span;
  /** The list that the first of the two is in. */
  readonly firstList: string;
  /** Whether both items are the same in all they say. */
  readonly isSame: boolean;
  /** Whether both are about one thing, so that one of them may go. */
  readonly isOne: boolean;
}

interface Key {
  readonly lists: readonly string[];
  readonly key: string;
  /** Fields that have to be the same as well, with what the API server takes for them if they are not there. */
  readonly also?: Readonly<Record<string, string>>;
}

/** What tells the items of lists apart. https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go */
const OF_POD: readonly Key[] = [
  { lists: ['containers', 'initContainers', 'ephemeralContainers'], key: 'name' },
  { lists: ['volumes'], key: 'name' },
];
const PROTOCOL = { protocol: 'TCP' };
const OF_CONTAINER: readonly Key[] = [
  { lists: ['ports'], key: 'name' },
  { lists: ['ports'], key: 'containerPort', also: { ...PROTOCOL, name: '', hostIP: '', hostPort: '' } },
  { lists: ['volumeMounts'], key: 'mountPath' },
  { lists: ['volumeDevices'], key: 'devicePath' },
];
const OF_SERVICE: readonly Key[] = [
  { lists: ['ports'], key: 'name' },
  { lists: ['ports'], key: 'port', also: PROTOCOL },
  { lists: ['ports'], key: 'nodePort', also: PROTOCOL },
];
/** Of all containers that run side by side. */
const HOST_PORT: Key = { lists: ['ports'], key: 'hostPort', also: { ...PROTOCOL, hostIP: '' } };

export function repeatsOf({ podSpec, containers, root, kind, group, text }: Resource): readonly Repeat[] {
  const spec = asMap(get(root, 'spec'));
  const service = spec && group === '' && kind === 'Service' ? [spec] : [];
  const running = containers.filter(({ role }) => role === 'container').map(({ map }) => map);
  return [
    ...OF_POD.flatMap((key) => repeats(podSpec ? [podSpec] : [], key, text)),
    ...containers.flatMap(({ map }) => OF_CONTAINER.flatMap((key) => repeats([map], key, text))),
    ...repeats(running, HOST_PORT, text),
    ...OF_SERVICE.flatMap((key) => repeats(service, key, text)),
  ];
}

function repeats(maps: readonly YamlMap[], key: Key, text: string): Repeat[] {
  const seen = new Map<string, Entry>();
  return maps
    .flatMap((map) => key.lists.flatMap((name) => entriesOf(map, name, key)))
    .flatMap((entry) => {
      const first = seen.get(entry.id);
      if (!first) {
        seen.set(entry.id, entry);
        return [];
      }
      const isSame = textOf(first, text) === textOf(entry, text);
      // Of two volumes at one place nobody knows which one is meant.
      const isOne = !key.key.endsWith('Path') || first.name === entry.name;
      return [{ ...entry, key: key.key, first: first.value.span, firstList: first.listName, isSame, isOne }];
    });
}

interface Entry {
  readonly id: string;
  readonly list: YamlList;
  readonly listName: string;
  readonly index: number;
  readonly value: YamlScalar;
  readonly name: string | undefined;
}

function entriesOf(map: YamlMap, listName: string, { key, also = {} }: Key): Entry[] {
  const list = asList(get(map, listName));
  return (list?.items ?? []).flatMap((item, index) => {
    const object = asMap(item);
    const value = asScalar(get(object, key));
    if (!list || !object || !value || !isMeant(value) || findPair(object, '$patch')) return [];
    const id = [value.text, ...Object.entries(also).map(([field, usual]) => written(object, field, usual))].join(' ');
    return [{ id, list, listName, index, value, name: asScalar(get(object, 'name'))?.text }];
  });
}

function textOf({ list, index }: Entry, text: string): string {
  const { start, end } = list.items[index]?.span ?? list.span;
  return text.slice(start, end);
}

/** A port of 0 is none. */
function isMeant(value: YamlScalar): boolean {
  return value.text !== '' && value.text !== '0' && !isPlaceholder(value);
}

function written(object: YamlMap, field: string, usual: string): string {
  const text = asScalar(get(object, field))?.text ?? '';
  return text === '' ? usual : text;
}
