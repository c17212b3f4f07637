import { MOUNT_OPTIONS, type MountOption, type MountType } from '../../core/dockerfileLanguage.ts';
import { PACKAGE_MANAGERS } from '../../core/packageManagers.ts';
import { compilingCommands, goCaches } from '../../parse/dockerfile/goCaches.ts';
import type { Instruction, Stage } from '../../parse/dockerfile/model.ts';
import { MOUNT_ALIASES } from '../../parse/dockerfile/mounts.ts';
import { earlierStages, stageAt } from './choices.ts';
import { typedAt, type ArgumentPlace } from './cursor.ts';
import { described } from '../markdown.ts';
import { entries, type CompletionEntry, type Item, type Typed } from '../answers.ts';
import type { Question } from './question.ts';
import { mountOptionReference, mountReference, valueText } from './reference.ts';

/** Options of a mount and their values: `type=cache,sharing=locked`. */
export function mountEntries(question: Question, { instruction }: ArgumentPlace, value: string): CompletionEntry[] {
  const { dockerfile, offset } = question;
  const before = value.replace(/^["']/, '').split(',');
  const [key = '', typed] = (before.pop() ?? '').split('=');
  const [, ...after] = (/^[^\s"'\\]*/.exec(dockerfile.text.slice(offset, offset + MAX_FLAG))?.[0] ?? '').split(',');
  const mount = readFields([...before, ...after]);
  const at = (word: string, rest: RegExp) => typedAt(dockerfile.text, offset, word, rest);
  if (typed !== undefined) return entries(at(typed, FIELD), values(question, instruction, { ...mount, key }));
  return [
    ...entries(at(key, FIELD), types(question, mount)),
    ...optionEntries(question, mount, (rest) => at(key, rest)),
  ];
}

const FIELD = /^[^\s,"'\\]*/;
/** Longer than any flag that a person wrote. */
const MAX_FLAG = 1000;

interface MountSoFar {
  readonly type: MountType | undefined;
  /** Options that are there already, by their own name. */
  readonly given: ReadonlySet<string>;
}

function readFields(fields: readonly string[]): MountSoFar {
  const pairs = fields.map((field) => field.split('='));
  const type = pairs.findLast(([key]) => key === 'type')?.[1];
  const given = new Set(pairs.map(([key = '']) => MOUNT_ALIASES[key] ?? key));
  if (type === undefined) return { type: given.has('type') ? undefined : 'bind', given };
  return { type: Object.hasOwn(MOUNT_OPTIONS, type) ? (type as MountType) : undefined, given };
}

/** Only one of each pair makes sense. */
const OPPOSITES: Readonly<Record<string, string>> = { readonly: 'readwrite', readwrite: 'readonly' };

/** They come first as long as none is written: what else there may be depends on it. */
function types({ locale }: Question, { given }: MountSoFar): Item[] {
  if (given.has('type')) return [];
  return typeItems(locale, given).map((item) => ({ ...item, label: `type=${item.label}` }));
}

function optionEntries(
  { locale }: Question,
  { type, given }: MountSoFar,
  typedUpTo: (rest: RegExp) => Typed | undefined,
): CompletionEntry[] {
  const ofType: readonly (readonly [string, MountOption])[] = type ? Object.entries(MOUNT_OPTIONS[type]) : [];
  const free = ofType.filter(([name]) => !given.has(name) && !given.has(OPPOSITES[name] ?? '') && isUseful(type, name));
  return free.flatMap(([name, { value }]) => {
    const isSwitch = value === 'boolean';
    // A switch takes the place of the whole field, another option keeps the value that is there.
    return entries(typedUpTo(isSwitch ? FIELD : /^\w*=?/), [
      {
        label: name,
        kind: 'option',
        newText: isSwitch ? name : `${name}=`,
        documentation: described(mountOptionReference(type ?? 'bind', name, locale), locale),
        continues: !isSwitch,
      },
    ]);
  });
}

/** What only says what is so anyway, and the second name of a secret's id. */
function isUseful(type: MountType | undefined, name: string): boolean {
  if (type === 'bind') return name !== 'readonly';
  if (type === 'cache') return name !== 'readwrite';
  return !(type === 'secret' && name === 'source');
}

/** Only those that know the options that are there. */
function typeItems(locale: Question['locale'], given: ReadonlySet<string>): Item[] {
  const fitting = Object.entries(MOUNT_OPTIONS).filter(([, known]) =>
    [...given].every((name) => name === '' || name === 'type' || Object.hasOwn(known, name)),
  );
  return fitting.map(([label]) => ({
    label,
    kind: 'value',
    documentation: described(mountReference(label, locale), locale),
  }));
}

function values(question: Question, instruction: Instruction, mount: MountSoFar & { readonly key: string }): Item[] {
  const { type } = mount;
  const name = MOUNT_ALIASES[mount.key] ?? mount.key;
  if (name === 'type') return typeItems(question.locale, mount.given);
  const option = type && MOUNT_OPTIONS[type][name];
  if (!option) return [];
  if (name === 'from') return earlierStages(question).filter(({ label }) => !/^\d+$/.test(label));
  if (name === 'target' && type === 'cache') return cacheTargets(stageAt(question), instruction);
  const known = option.values ?? (option.value === 'boolean' ? ['true', 'false'] : []);
  return known.map((label) => ({
    label,
    kind: 'value',
    documentation: valueText(`${name} ${label}`, question.locale),
  }));
}

/** Folders that the commands of the stage fill: those of this RUN first. */
function cacheTargets(stage: Stage | undefined, instruction: Instruction): Item[] {
  if (!stage) return [];
  const runs = stage.runs.toSorted(
    (a, b) => Number(b.instruction === instruction) - Number(a.instruction === instruction),
  );
  const folders = runs.flatMap((run) => {
    const go = compilingCommands({ ...stage, runs: [run] }).flatMap((command) => {
      const { modules, build } = goCaches(stage, command);
      return [build, modules].flatMap((folder) => folder ?? []);
    });
    const packages = run.commands().flatMap(({ words }) => packageCaches(words[0]?.value ?? ''));
    return [...go, ...packages];
  });
  return [...new Set(folders)].map((label) => ({ label, kind: 'value' }));
}

/** apt needs both of its folders; the lists lie below one of them. */
function packageCaches(program: string): readonly string[] {
  const caches = Object.hasOwn(PACKAGE_MANAGERS, program) ? (PACKAGE_MANAGERS[program]?.caches ?? []) : [];
  return caches.filter((folder) => !caches.some((other) => folder !== other && folder.startsWith(`${other}/`)));
}
