import { ignoringLine, parseDockerignore } from './dockerignore.ts';

/** What is of no use in an image and changes often, or is nobody's business; with the reason as a comment. */
const LINES: readonly (readonly [string, readonly string[]])[] = [
  ['# The history. Without it Go stamps no commit into the program.', ['.git']],
  [
    '# What only describes the build and the checks around it.',
    ['.github', '.dockerignore', 'Dockerfile*', 'compose*.yaml', 'docker-compose*.yml'],
  ],
  ['# Editors.', ['.idea', '.vscode']],
  ['# Secrets.', ['.env', '.env.*', '*.pem']],
  ['# Installed for another system.', ['**/node_modules']],
  ['# Left by go test and pprof. A default.pgo is part of the source.', ['**/*.test', '**/*.out', '**/*.pprof']],
];

/** A .dockerignore for a Go service, without lines that keep out what the build copies by name or needs otherwise. */
export function dockerignoreTemplate(needed: readonly string[], newline: string): string {
  const groups = LINES.flatMap(([reason, patterns]) => {
    const kept = patterns.filter((pattern) => {
      const alone = parseDockerignore(pattern);
      return !needed.some((path) => ignoringLine(alone, path));
    });
    return kept.length === 0 ? [] : [reason, ...kept];
  });
  return groups.map((line) => line + newline).join('');
}
