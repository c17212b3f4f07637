/**
 * The part of VS Code's snippet syntax that our snippets use, read strictly: what VS Code would silently take for text
 * (a lone `$`, an unfinished `${`) or for a placeholder (an unknown variable) is an error here.
 *
 * https://code.visualstudio.com/docs/editing/userdefinedsnippets#_snippet-syntax
 */

export interface TabStop {
  readonly index: number;
  /** The values to choose from, if it is a choice. */
  readonly choices: readonly string[];
  /** What stands there before anything is typed. */
  readonly value: string;
}

export interface ParsedSnippet {
  /** One for each index, in the order of their indexes. */
  readonly tabStops: readonly TabStop[];
  /** The text that is inserted, with the value that `pick` returns for each tab stop. */
  expand(pick?: (tabStop: TabStop) => string): string;
}

type Part =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'variable'; readonly name: string }
  | {
      readonly kind: 'stop';
      readonly index: number;
      readonly content: readonly Part[];
      readonly choices: readonly string[];
    };

/** Variables that VS Code knows and that mean the same wherever a snippet is inserted, with a value for tests. */
const VARIABLES: ReadonlyMap<string, string> = new Map([
  ['TM_FILENAME', 'api.yaml'],
  ['TM_FILENAME_BASE', 'api'],
  ['WORKSPACE_NAME', 'shop'],
  ['CURRENT_YEAR', '2026'],
]);

export function parseSnippet(body: string): ParsedSnippet {
  const reader = createReader(body);
  const parts = readParts(reader, '');
  const tabStops = collectTabStops(parts);
  return {
    tabStops,
    expand: (pick = ({ value }) => value) =>
      render(parts, (index) => {
        const tabStop = tabStops.find((each) => each.index === index);
        return tabStop ? pick(tabStop) : '';
      }),
  };
}

interface Reader {
  /** Returns what the pattern matches at the current place and goes past it. */
  take(pattern: RegExp): RegExpExecArray | undefined;
  atEnd(): boolean;
  fail(problem: string): never;
}

function createReader(text: string): Reader {
  let at = 0;
  return {
    take(pattern) {
      const sticky = new RegExp(pattern.source, 'y');
      sticky.lastIndex = at;
      const match = sticky.exec(text) ?? undefined;
      if (match) at = sticky.lastIndex;
      return match;
    },
    atEnd: () => at >= text.length,
    fail(problem) {
      throw new SyntaxError(`${problem} at character ${at}: ${JSON.stringify(text.slice(at, at + 20))}`);
    },
  };
}

/** Reads up to `end`, or to the end of the body if that is empty. */
function readParts(reader: Reader, end: '' | '}'): Part[] {
  const parts: Part[] = [];
  for (;;) {
    if (end && reader.take(/}/)) return parts;
    if (reader.atEnd()) return end ? reader.fail('the placeholder is not closed') : parts;
    parts.push(readText(reader, end) ?? readDollar(reader));
  }
}

function readText(reader: Reader, end: '' | '}'): Part | undefined {
  const escaped = reader.take(/\\([$}\\])/);
  if (escaped) return { kind: 'text', value: escaped[1] ?? '' };
  const plain = reader.take(end ? /[^$}\\]+/ : /[^$\\]+/);
  if (plain) return { kind: 'text', value: plain[0] };
  return reader.take(/\\/) && reader.fail('a backslash escapes only $, } and itself');
}

function readDollar(reader: Reader): Part {
  const bare = reader.take(/\$(?:(\d+)|([A-Za-z_]\w*))/);
  if (bare) return bare[1] === undefined ? variable(reader, bare[2] ?? '') : stop(Number(bare[1]));
  const open = reader.take(/\$\{(?:(\d+)|([A-Za-z_]\w*))/);
  if (!open) return reader.fail('a $ that begins nothing; write \\$');
  if (open[1] === undefined)
    return reader.take(/}/)
      ? variable(reader, open[2] ?? '')
      : reader.fail('defaults and transforms of variables are not read here');
  const index = Number(open[1]);
  if (reader.take(/}/)) return stop(index);
  if (reader.take(/:/)) return stop(index, readParts(reader, '}'));
  if (reader.take(/\|/)) return stop(index, [], readChoices(reader));
  return reader.fail('after a tab stop comes }, : or |');
}

function readChoices(reader: Reader): string[] {
  const choices: string[] = [];
  for (;;) {
    const choice = reader.take(/(?:[^,|\\$}]|\\[,|\\])+/) ?? reader.fail('a choice is empty or not escaped');
    choices.push(choice[0].replace(/\\(.)/g, '$1'));
    if (reader.take(/\|}/)) return choices;
    if (!reader.take(/,/)) reader.fail('a choice ends with , or |}');
  }
}

function stop(index: number, content: readonly Part[] = [], choices: readonly string[] = []): Part {
  return { kind: 'stop', index, content, choices };
}

function variable(reader: Reader, name: string): Part {
  return VARIABLES.has(name) ? { kind: 'variable', name } : reader.fail(`VS Code has no variable ${name}`);
}

/** All mentions of one tab stop must agree, since VS Code takes the first and says nothing about the others. */
function collectTabStops(parts: readonly Part[]): TabStop[] {
  const found = new Map<number, TabStop>();
  for (const part of flatten(parts)) {
    if (part.kind !== 'stop') continue;
    const { index, content, choices } = part;
    const value = choices[0] ?? render(content, (inner) => found.get(inner)?.value ?? '');
    const known = found.get(index);
    if (!known || known.value === '') found.set(index, { index, choices, value });
    else if (value !== '' && (known.value !== value || known.choices.join() !== choices.join())) {
      throw new SyntaxError(`tab stop ${index} is both ${JSON.stringify(known.value)} and ${JSON.stringify(value)}`);
    }
  }
  const tabStops = [...found.values()].toSorted((a, b) => a.index - b.index);
  const gap = tabStops.filter(({ index }) => index > 0).findIndex(({ index }, at) => index !== at + 1);
  if (gap !== -1) throw new SyntaxError(`tab stop ${gap + 1} is missing`);
  return tabStops;
}

/** Inner ones first, because the outer ones' values are made of theirs. */
function flatten(parts: readonly Part[]): Part[] {
  return parts.flatMap((part) => (part.kind === 'stop' ? [...flatten(part.content), part] : [part]));
}

function render(parts: readonly Part[], valueOf: (index: number) => string): string {
  return parts
    .map((part) => {
      if (part.kind === 'text') return part.value;
      return part.kind === 'variable' ? (VARIABLES.get(part.name) ?? '') : valueOf(part.index);
    })
    .join('');
}
