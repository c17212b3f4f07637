import { parseShell, type ShellWord, type SimpleCommand } from '../shell.ts';
import { contextOf, HIDDEN, type WrittenBuild } from './writtenBuild.ts';

/** `docker build` in a script. Where a script is started from is not known, so what it changes to is a hint only. */
export function shellBuilds(text: string): WrittenBuild[] {
  const visited: string[] = [];
  return parseShell(text).commands.flatMap((command) => {
    const folder = changedFolder(command);
    if (folder !== undefined) visited.push(folder);
    return buildOf(command, '').map((build) => ({ ...build, visited: [...visited] }));
  });
}

/** `docker build` in the recipes of a Makefile; each line is a shell of its own. */
export function makeBuilds(text: string): WrittenBuild[] {
  const recipes = text.replace(/\\\r?\n/g, ' ').matchAll(/^\t[ \t@+-]*(.*)$/gm);
  return [...recipes].flatMap(([, recipe = '']) =>
    /build|bud/.test(recipe) ? commandBuilds(shellOf(recipe), '') : [],
  );
}

/** Make's own variables and calls as variables of the shell, whose value is as unknown. */
function shellOf(recipe: string): string {
  let text = recipe.replaceAll('$$', '\0');
  // From the inside out: `$(call f,$(X))`.
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(/\$\(([^()$]*)\)/g, (_, inner: string) => `\u0001{${/^\w+/.exec(inner)?.[0] ?? 'x'}}`);
  }
  return text.replaceAll('\u0001', '$').replaceAll('\0', '$');
}

/** `docker build` in lines that are run in a known folder; undefined after a `cd` that hides where it goes. */
export function commandBuilds(text: string, start: string): WrittenBuild[] {
  let folder: string | undefined = start;
  return parseShell(text).commands.flatMap((command) => {
    if (/^(?:cd|pushd)$/.test(command.words[0]?.value ?? '')) {
      const to = changedFolder(command);
      folder = folder === undefined || to === undefined || to.startsWith('/') ? undefined : relativeJoin(folder, to);
    }
    return folder === undefined ? [] : buildOf(command, folder);
  });
}

/** Keeps the `..` that lead out of the folder the paths start from. */
function relativeJoin(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}

function changedFolder({ words: [program, folder] }: SimpleCommand): string | undefined {
  return /^(?:cd|pushd)$/.test(program?.value ?? '') ? folder?.value : undefined;
}

const ENGINE = /^(?:.*\/)?(?:docker|podman|nerdctl|buildah)$/;
/** `$(CONTAINER_TOOL)`, `${DOCKER}`. */
const ENGINE_VARIABLE = /^"?\$\{?\w*(?:DOCKER|CONTAINER|PODMAN|ENGINE|OCI)\w*\}?"?$/i;
const BUILD = /^(?:(?:image|buildx|builder) )?(?:build|bud|b)(?: |$)/;

/** What only talks of a command. */
const TALKS = /^(?:echo|printf|info|log|warn|warning|error|die|fail)$/;

/** `sudo`, `time`, `$(SUDO)` and other wrappers may stand before the program. */
function buildOf({ words }: SimpleCommand, folder: string): WrittenBuild[] {
  const at = words.slice(0, 4).findIndex(({ value, text }) => ENGINE.test(value ?? '') || ENGINE_VARIABLE.test(text));
  const verb = words.slice(at + 1, at + 3).map(({ value = '$' }) => value);
  if (at === -1 || TALKS.test(words[0]?.value ?? '') || !BUILD.test(verb.join(' '))) return [];
  const isNested = /^(?:image|buildx|builder)$/.test(verb[0] ?? '');
  return readBuild(words.slice(at + (isNested ? 3 : 2)), folder);
}

const SWITCHES = new Set(
  '--check --compress --debug -D --disable-content-trust --force-rm --layers --load --no-cache --pull --push --quiet -q --rm --squash --squash-all --all-platforms --no-hosts --help'.split(
    ' ',
  ),
);

interface Arguments {
  readonly flags: Map<string, ShellWord | undefined>;
  readonly contexts: ShellWord[];
  /** Words that may hold several flags. */
  readonly isOpaque: boolean;
}

function readBuild(words: readonly ShellWord[], folder: string): WrittenBuild[] {
  const args = readArguments(words);
  const dockerfile = dockerfileOf(args);
  if (dockerfile === undefined) return [];
  const { contexts, flags, isOpaque } = args;
  const context = contexts[0] && atHome(contexts[0]);
  // A bare variable may be several flags, or the context.
  const isKnown = contexts.length === 1 && context?.value !== undefined;
  return [
    {
      context: isKnown ? contextOf(context.value) : { kind: 'unknown' },
      dockerfile: dockerfile.path,
      dockerfileIn: dockerfile.in,
      target: flags.has('--target') ? (flags.get('--target')?.value ?? HIDDEN) : isOpaque ? HIDDEN : undefined,
      folder,
    },
  ];
}

/** `$PWD`, `$(pwd)`, `$(CURDIR)` are the folder itself. */
function atHome(word: ShellWord): ShellWord {
  return /^"?(?:\$\{?(?:PWD|CURDIR)\}?|\$\(pwd\)|`pwd`)"?\/?$/.test(word.text) ? { ...word, value: '.' } : word;
}

/** Undefined where a variable may name another one, or where none is read from the disk. */
function dockerfileOf({
  flags,
  contexts,
  isOpaque,
}: Arguments): { path: string; in: 'context' | 'folder' } | undefined {
  const name = ['-f', '--file'].find((flag) => flags.has(flag));
  if (name === undefined) {
    const isElsewhere = isOpaque || contexts[0]?.value === '-';
    return isElsewhere ? undefined : { path: 'Dockerfile', in: 'context' };
  }
  const path = flags.get(name)?.value;
  return path === undefined || path === '-' ? undefined : { path, in: 'folder' };
}

function readArguments(words: readonly ShellWord[]): Arguments {
  const flags = new Map<string, ShellWord | undefined>();
  const contexts: ShellWord[] = [];
  let isOpaque = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (!word) break;
    const [, name, equals] = /^(--?[A-Za-z][\w-]*)(=)?/.exec(word.text) ?? [];
    if (name === undefined) {
      const isWhole = word.value === undefined && /^(?:\$\{?[\w@*]+\}?|\$\(.*\)|`.*`)$/s.test(word.text);
      if (isWhole && atHome(word) === word) isOpaque = true;
      else contexts.push(word);
    } else if (equals) flags.set(name, withoutName(word));
    else if (!SWITCHES.has(name)) flags.set(name, words[++at]);
  }
  return { flags, contexts, isOpaque };
}

function withoutName(word: ShellWord): ShellWord {
  const { text, value } = word;
  return { ...word, text: text.slice(text.indexOf('=') + 1), value: value?.slice(value.indexOf('=') + 1) };
}
