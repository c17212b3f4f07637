import { readFileSync } from 'node:fs';
import { parseSnippet } from './snippets.syntax.ts';

export interface Snippet {
  readonly name: string;
  readonly prefix: string;
  readonly description: readonly string[];
  readonly body: readonly string[];
  readonly isFileTemplate: boolean;
  /** The language id it is contributed for. */
  readonly language: string;
}

export interface Contribution {
  readonly language: string;
  readonly path: string;
}

/** As VS Code reads it: a file template is one that says so. */
interface SnippetFile {
  readonly [name: string]: Omit<Snippet, 'name' | 'language' | 'isFileTemplate'> & { readonly isFileTemplate?: true };
}

export function contributions(): readonly Contribution[] {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { contributes: { snippets: Contribution[] } };
  return manifest.contributes.snippets;
}

/** Every snippet that package.json contributes. */
export function readSnippets(): Snippet[] {
  return contributions().flatMap(({ language, path }) =>
    Object.entries(JSON.parse(readFileSync(path, 'utf8')) as SnippetFile).map(([name, snippet]) => ({
      ...snippet,
      isFileTemplate: snippet.isFileTemplate ?? false,
      name,
      language,
    })),
  );
}

/**
 * What a snippet can become: its defaults first, then the second choice of every tab stop, the third, and so on, as
 * far as there are any. Choices that belong together (a memory limit and its GOMEMLIMIT) stand in the same order.
 */
export function expansions({ body }: Snippet): string[] {
  const snippet = parseSnippet(body.join('\n'));
  const most = Math.max(1, ...snippet.tabStops.map(({ choices }) => choices.length));
  return Array.from({ length: most }, (_, at) =>
    snippet.expand(({ choices, value }) => choices[Math.min(at, choices.length - 1)] ?? value),
  );
}

/** A fragment of a container, such as a probe, inside the smallest manifest that can hold it. */
export function manifest(expansion: string): string {
  if (expansion.startsWith('apiVersion:')) return expansion;
  const fragment = expansion.replace(/^(?=.)/gm, ' '.repeat(6));
  return `\
apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  containers:
    - name: api
      image: registry.example.com/api:1.0.0
      ports:
        - name: http
          containerPort: 8080
${fragment}`;
}
