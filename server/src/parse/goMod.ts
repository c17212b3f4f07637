import type { Span } from '../core/text.ts';

/** What Gantry reads of a go.mod. Unknown lines are left alone: a half-typed file gives what is certain in it. */
export interface GoModule {
  readonly text: string;
  /** `github.com/acme/shop`, or '' while the line is missing. */
  readonly path: string;
  /** The `go` line: `1.25` or `1.25.3`. */
  readonly go: Versioned | undefined;
  /** The `toolchain` line without its `go` prefix: `1.26.1`; `default` gives undefined. */
  readonly toolchain: Versioned | undefined;
  readonly requires: readonly Requirement[];
}

export interface Versioned {
  readonly version: string;
  readonly span: Span;
}

export interface Requirement {
  readonly path: string;
  readonly version: string;
  readonly indirect: boolean;
}

const DIRECTIVE = /^[ \t]*(module|go|toolchain|require)[ \t]+(.*)$/gm;
const BLOCK = /^[ \t]*require[ \t]*\(([^)]*)\)/gm;
const REQUIREMENT = /^[ \t]*"?([^\s"()]+)"?[ \t]+(v\S+)[ \t]*(\/\/[ \t]*indirect\b)?/gm;

/** Never throws. Grammar: https://go.dev/ref/mod#go-mod-file-grammar */
export function parseGoMod(text: string): GoModule {
  const lines = [...text.matchAll(DIRECTIVE)];
  return {
    text,
    path: unquote(argument(lines, 'module')?.version ?? ''),
    go: argument(lines, 'go'),
    toolchain: toolchain(argument(lines, 'toolchain')),
    requires: requirements(text, lines),
  };
}

function argument(lines: readonly RegExpExecArray[], keyword: string): Versioned | undefined {
  const line = lines.find(([, word]) => word === keyword);
  const value = line && /^[^\s/]\S*/.exec(line[2] ?? '')?.[0];
  if (!line || !value) return undefined;
  const start = line.index + line[0].length - (line[2] ?? '').length;
  return { version: value, span: { start, end: start + value.length } };
}

function toolchain(line: Versioned | undefined): Versioned | undefined {
  const version = line && /^go(\d[\w.]*)/.exec(line.version)?.[1];
  return line && version ? { version, span: line.span } : undefined;
}

function requirements(text: string, lines: readonly RegExpExecArray[]): Requirement[] {
  const single = lines.filter(([, word]) => word === 'require').map(([, , rest = '']) => rest);
  const blocks = [...text.matchAll(BLOCK)].map(([, body = '']) => body);
  return [...blocks, ...single].flatMap((body) =>
    [...body.matchAll(REQUIREMENT)].map(([, path = '', version = '', indirect]) => ({
      path,
      version,
      indirect: indirect !== undefined,
    })),
  );
}

function unquote(path: string): string {
  return path.replace(/^["`]|["`]$/g, '');
}
