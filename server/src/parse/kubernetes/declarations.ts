import type { Span } from '../../core/text.ts';

/** What a user tells Gantry about a container in comments. */
export interface Declaration {
  /** `# gantry: go`: the image holds a Go program. */
  readonly go: boolean;
  /** `# gantry: dockerfile=build/Dockerfile`: where the image comes from. */
  readonly dockerfile: string | undefined;
}

export interface PlacedDeclaration extends Declaration {
  readonly offset: number;
}

const COMMENT = /(?:^|[ \t])#[ \t]*gantry:[ \t]*(?:(go)(?=[ \t\r\n]|$)|dockerfile[ \t]*=[ \t]*(\S+))/gim;

/** Far more than a document has containers; beyond it a text is not written by people. */
const MANY = 200;

/** The comments in a part of a text. */
export function findDeclarations(text: string, { start, end }: Span): readonly PlacedDeclaration[] {
  const part = text.slice(start, end);
  if (!/gantry:/i.test(part)) return [];
  const found: PlacedDeclaration[] = [];
  for (const { index, 1: go, 2: dockerfile } of part.matchAll(COMMENT)) {
    found.push({ offset: start + index, go: go !== undefined, dockerfile });
    if (found.length >= MANY) break;
  }
  return found;
}

/** Later comments win over earlier ones. */
export function combine(declarations: readonly Declaration[]): Declaration {
  return {
    go: declarations.some(({ go }) => go),
    dockerfile: declarations.findLast(({ dockerfile }) => dockerfile !== undefined)?.dockerfile,
  };
}
