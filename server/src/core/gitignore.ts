import { parseIgnorePattern } from './ignorePattern.ts';
import { ancestors, join } from './path.ts';

/**
 * Whether a .gitignore may name a path, or a folder that it is in, or what is in it. `path` is relative to the file's
 * folder. Lines that bring something back are not looked at: the answer is whether anybody expects the path to be made.
 */
export function mayBeGitIgnored(text: string, path: string): boolean {
  const candidates = ancestors(path).filter(Boolean);
  return text.split(/\r?\n/).some((line) => {
    const written = line.trim();
    if (written === '' || /^[#!]/.test(written)) return false;
    const body = join('', written);
    // Without a slash in front or inside, the name counts in every folder.
    const pattern = /.\/./.test(written) || written.startsWith('/') ? body.slice(1) : `**${body}`;
    const names = parseIgnorePattern(pattern)?.names;
    return pattern.startsWith(`${path}/`) || (names !== undefined && candidates.some(names));
  });
}
