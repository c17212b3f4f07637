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

export function findDeclarations(text: string): readonly PlacedDeclaration[] {
  if (!/gantry:/i.test(text)) return [];
  return [...text.matchAll(COMMENT)].map(({ index, 1: go, 2: dockerfile }) => ({
    offset: index,
    go: go !== undefined,
    dockerfile,
  }));
}

/** Later comments win over earlier ones. */
export function combine(declarations: readonly Declaration[]): Declaration {
  return {
    go: declarations.some(({ go }) => go),
    dockerfile: declarations.findLast(({ dockerfile }) => dockerfile !== undefined)?.dockerfile,
  };
}
