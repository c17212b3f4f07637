import { BUILD_CHECKS } from '../core/dockerfileLanguage.ts';
import { lineEnd, lineStart, type Span } from '../core/text.ts';

/**
 * Comments by which a user silences a rule: Gantry's own, and those of the tools that a project may already use.
 *
 *     # gantry: ignore dockerfile/latest-tag — the mirror has no other tag     next instruction, next or same YAML line
 *     # gantry: ignore-stage root-final                                        from here to the end of the stage
 *     # gantry: ignore-file latest-tag, root-final                             the whole file
 *     # hadolint ignore=DL3007 · # hadolint stage ignore=… · # hadolint global ignore=… · the same with `tally`
 *     # check=skip=JSONArgsRecommended                                       as a directive, in the first lines
 *     # dockerfile-utils: ignore
 *     ignore-check.kube-linter.io/<check>: … · kube-score/ignore: <check>, …
 */
export interface Suppression {
  /** As written: `dockerfile/latest-tag`, `latest-tag`, `DL3007`, `kube-linter:latest-tag`, or `all`. */
  readonly names: readonly string[];
  readonly span: Span;
}

/** How far a comment reaches, which only the language knows. */
export interface Scopes {
  /** What the comment line that starts at `offset` stands above. */
  next(offset: number): Span;
  /** The build stage around `offset`; absent where there are none. */
  stage?(offset: number): Span;
  /** Whether a parser directive stands at `offset`, which is where BuildKit reads `check=`; elsewhere it is a comment. */
  isDirective?(offset: number): boolean;
  /** Whether `offset` lies in text that only looks like a comment, such as a heredoc. */
  isText?(offset: number): boolean;
}

const COMMENT =
  /#[ \t]*(?:gantry:[ \t]*ignore(?<gantry>-file|-stage)?[ \t]+(?<ids>[^\r\n]+)|(?:hadolint|tally)[ \t]+(?:(?<peer>global|stage)[ \t]+)?ignore[ \t]*=[ \t]*(?<codes>[\w, \t/.-]+)|check[ \t]*=(?:[^\r\n]*;)?skip=(?<checks>[\w, \t]+)|(?<utils>dockerfile-utils:[ \t]*ignore\b))/gi;
const ANNOTATION =
  /^[ \t]*["']?(?:ignore-check\.kube-linter\.io\/(?<linter>[\w-]+)|kube-score\/ignore)["']?[ \t]*:[ \t]*(?<value>.*)$/gm;

/** Everything after a dash is the reason. */
const REASON = /(?:—|--|–|\s-\s).*$/;

export function parseSuppressions(text: string, scopes: Scopes): Suppression[] {
  return [...comments(text, scopes), ...annotations(text)];
}

/** Only what reaches the whole file, for texts that are checked in parts. */
export function parseFileSuppressions(text: string): Suppression[] {
  if (!text.includes('ignore-file')) return [];
  return comments(text, { next: () => ({ start: 0, end: 0 }) }).filter(({ span }) => span.end > text.length);
}

/** Whether any of a rule's names is silenced at `offset`. */
export function isSuppressed(suppressions: readonly Suppression[], names: readonly string[], offset: number): boolean {
  return suppressions.some(
    ({ span, names: silenced }) =>
      span.start <= offset && offset < span.end && silenced.some((name) => name === 'all' || names.includes(name)),
  );
}

function comments(text: string, scopes: Scopes): Suppression[] {
  if (!/gantry:|hadolint|tally|dockerfile-utils|check[ \t]*=/i.test(text)) return [];
  return [...text.matchAll(COMMENT)].flatMap((match) => {
    const isOut =
      match.groups?.['checks'] === undefined ? scopes.isText?.(match.index) : !scopes.isDirective?.(match.index);
    const names = namesIn(match);
    if (isOut || names.length === 0) return [];
    return [{ names, span: scopeOf(reachOf(match), match.index, text, scopes) }];
  });
}

function namesIn({ groups = {} }: RegExpExecArray): readonly string[] {
  const { ids, codes, checks, utils } = groups;
  if (utils !== undefined) return ['all'];
  // BuildKit skips its own checks, whatever else there is.
  if (checks?.trim() === 'all') return BUILD_CHECKS;
  const written = ids?.replace(REASON, '') ?? codes ?? checks ?? '';
  // tally says whose rule it means: `hadolint/DL3007`, `buildkit/StageNameCasing`.
  return written.split(/[\s,]+/).flatMap((name) => name.replace(/^(?:hadolint|buildkit)\//, '') || []);
}

function reachOf({ groups = {} }: RegExpExecArray): string | undefined {
  return groups['checks'] === undefined ? (groups['gantry']?.slice(1) ?? groups['peer']) : 'file';
}

function scopeOf(reach: string | undefined, offset: number, text: string, scopes: Scopes): Span {
  if (reach === 'file' || reach === 'global') return { start: 0, end: text.length + 1 };
  if (reach === 'stage') return scopes.stage?.(offset) ?? scopes.next(offset);
  const line = lineStart(text, offset);
  const standsAlone = text.slice(line, offset).trim() === '';
  return standsAlone ? scopes.next(line) : { start: line, end: lineEnd(text, offset) };
}

function annotations(text: string): Suppression[] {
  if (!text.includes('kube-linter.io/') && !text.includes('kube-score/ignore')) return [];
  const span = { start: 0, end: text.length + 1 };
  return [...text.matchAll(ANNOTATION)].map(({ groups }) => ({
    span,
    names: annotated(groups?.['linter'], groups?.['value']),
  }));
}

function annotated(linter: string | undefined, value = ''): string[] {
  if (linter) return [`kube-linter:${linter}`];
  const checks = value.replace(/["']/g, '').split(/[\s,]+/);
  return checks.filter(Boolean).map((check) => `kube-score:${check}`);
}

/** `Scopes.next` for YAML: the next line that is neither blank nor a comment. */
export function nextYamlLine(text: string): (offset: number) => Span {
  return (offset) => {
    let start = lineEnd(text, offset) + 1;
    while (start < text.length && /^[ \t]*(?:#|\r?$)/.test(text.slice(start, lineEnd(text, start)))) {
      start = text.indexOf('\n', start) + 1;
      if (start === 0) return { start: text.length, end: text.length };
    }
    return { start, end: lineEnd(text, start) + 1 };
  };
}
