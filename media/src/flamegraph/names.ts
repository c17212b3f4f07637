/** Whose code a frame is: the reader's own, a dependency's, or the runtime's with the standard library. */
export type Origin = 'own' | 'dependency' | 'runtime';

/**
 * The package path of a Go symbol: `github.com/acme/shop/cart` for `github.com/acme/shop/cart.(*Cart).Total`.
 * '' for symbols that carry none, such as assembly and C functions.
 */
export function packageOf(symbol: string): string {
  const head = /^[^([]*/.exec(symbol)?.[0] ?? '';
  if (COMPILER_MADE.test(head)) return 'runtime';
  const dot = head.indexOf('.', head.lastIndexOf('/') + 1);
  return dot <= 0 ? '' : head.slice(0, dot).replace(/%[0-9a-f]{2}/gi, decodeEscape);
}

/** `modules` are module paths; frames of `main` are always the reader's own. */
export function originOf(packagePath: string, modules: readonly string[]): Origin {
  if (packagePath === '') return 'runtime';
  if (packagePath === 'main' || packagePath === 'command-line-arguments') return 'own';
  const tested = packagePath.replace(/_test$/, '');
  if (modules.some((module) => tested === module || tested.startsWith(`${module}/`))) return 'own';
  const root = /^[^/]*/.exec(tested)?.[0] ?? '';
  if (root.includes('.')) return 'dependency';
  // Nothing can be downloaded from a path without a dot, so what is not the standard library was built in place.
  return STANDARD_LIBRARY.has(root) ? 'runtime' : 'own';
}

/**
 * For profiles opened without their workspace: whether a file was compiled from the program's own tree. Dependencies
 * come from the module cache, where each path names a version, or from a vendor folder.
 */
export function isOwnFile(file: string): boolean {
  return file !== '' && !/@v\d|[\\/]vendor[\\/]|^vendor[\\/]/.test(file);
}

/**
 * Ever shorter ways to say a symbol, longest first: type arguments go before the path, path and package before the
 * receiver, the receiver before the name.
 */
export function shorterNames(symbol: string): readonly string[] {
  const plain = withoutTypeArguments(symbol);
  const names = plain === symbol ? [symbol] : [symbol, plain];
  const head = /^[^([]*/.exec(plain)?.[0] ?? '';
  const slash = head.lastIndexOf('/');
  if (slash >= 0) names.push(plain.slice(slash + 1));
  const dot = head.indexOf('.', slash + 1);
  if (dot <= slash) return names;
  const inPackage = plain.slice(dot + 1);
  names.push(inPackage);
  const bare = /^\([^)]*\)\.(.+)$/.exec(inPackage)?.[1] ?? withoutReceiver(inPackage);
  if (bare !== undefined) names.push(bare);
  return names;
}

/** With the last part of its package only: `cart.(*Cart).Total`, `cache.(*LRU[…]).Get`. */
export function shortName(symbol: string): string {
  const plain = withoutTypeArguments(symbol);
  const head = /^[^([]*/.exec(plain)?.[0] ?? '';
  return plain.slice(head.lastIndexOf('/') + 1);
}

/** The compiler spells out whole structs between the brackets; no reader needs them to know the function. */
export function withoutTypeArguments(symbol: string): string {
  let depth = 0;
  let plain = '';
  for (const character of symbol) {
    // An unknown symbol is written [libc.so.6]: there the brackets are the name.
    if (character === '[' && plain !== '') {
      if (depth === 0) plain += '[…]';
      depth += 1;
    } else if (character === ']' && depth > 0) depth -= 1;
    else if (depth === 0) plain += character;
  }
  return depth === 0 ? plain : symbol;
}

/** Names come from a file: control and direction characters are shown as escapes, so they cannot disguise the text. */
export function visibleText(text: string): string {
  return text.replace(DISGUISING, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
}

/** A name may be a megabyte long: it keeps its beginning, and an ellipsis says that there is more. */
export function clipped(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

/** `Cart.Total` → `Total`, but `run.func1` stays: a closure's number alone says nothing. */
function withoutReceiver(name: string): string | undefined {
  const parts = /^[^.[(]+(?:\[…\])?\.(.+)$/.exec(name);
  return parts?.[1] === undefined || /^(?:func\d|gowrap\d|deferwrap\d|\d)/.test(parts[1]) ? undefined : parts[1];
}

/** The linker escapes dots in the last element of a package path: `gopkg.in/yaml%2ev3`. */
function decodeEscape(escape: string): string {
  return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
}

const COMPILER_MADE = /^(?:type|go):/;

/** Controls, formatting characters (direction marks, zero-width ones) and line breaks. */
const DISGUISING = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** First path elements of `go list std`, Go 1.26, and of the toolchain's own commands. */
const STANDARD_LIBRARY: ReadonlySet<string> = new Set(
  (
    'archive bufio builtin bytes cmd cmp compress container context crypto database debug embed encoding errors expvar flag fmt ' +
    'go hash html image index internal io iter log maps math mime net os path plugin reflect regexp runtime simd slices sort ' +
    'strconv strings structs sync syscall testing text time unicode unique unsafe vendor weak'
  ).split(' '),
);
