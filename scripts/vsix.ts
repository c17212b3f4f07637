import { globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { zipEntries } from './lib/zip.ts';
import { ROOT } from './setup.mjs';

export interface VsixCheck {
  readonly name: string;
  readonly faults: readonly string[];
}

const MEBIBYTE = 2 ** 20;
const MOST_BYTES = 3 * MEBIBYTE;

/** What a VSIX may hold, written a second time and on purpose: `.vscodeignore` says what goes in, this what may come out. */
const ALLOWED = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/(?:package(?:\.nls(?:\.zh-cn)?)?\.json|readme\.md|changelog\.md|license\.txt)$/i,
  /^extension\/dist\/(?:client|server|cli|profileWorker)\.cjs$/,
  /^extension\/dist\/kubernetesDescriptions\.json$/,
  /^extension\/dist\/THIRD_PARTY_NOTICES\.txt$/,
  /^extension\/dist\/media\/[\w.-]+\.(?:js|css|json|ttf)$/,
  /^extension\/client\/l10n\/bundle\.l10n\.zh-cn\.json$/,
  /^extension\/snippets\/\w+\.json$/,
  /^extension\/media\/gantry\.schema\.json$/,
  /^extension\/media\/icons\/[\w-]+\.(?:svg|png)$/,
  /^extension\/media\/rules\/(?:zh-cn\/)?(?:dockerfile|kubernetes|workspace)\/[a-z0-9-]+\.md$/,
];

/** What nothing in the manifest names, and the extension cannot work without. */
const REQUIRED = [
  'LICENSE.txt',
  'dist/server.cjs',
  'dist/cli.cjs',
  'dist/profileWorker.cjs',
  'dist/media/flamegraph.js',
  'dist/media/notes.js',
  'dist/kubernetesDescriptions.json',
  'dist/THIRD_PARTY_NOTICES.txt',
];

export function vsixPath(): string {
  const { name, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<string, string>;
  return join(ROOT, `${name ?? ''}-${version ?? ''}.vsix`);
}

/** Holds a packed extension against what it should be. */
export function faultsOf(vsix: Buffer, manifest: unknown): { checks: VsixCheck[]; summary: string } {
  const paths = zipEntries(vsix).map(({ path }) => path);
  const held = new Set(paths.map((path) => path.replace(/^extension\//, '').toLowerCase()));
  const lacks = (file: string) => !held.has(file.toLowerCase());
  const pages = globSync('media/rules/**/*.md', { cwd: ROOT }).map((path) => path.replaceAll('\\', '/'));
  const size = `${(vsix.length / MEBIBYTE).toFixed(2)} MiB`;
  return {
    summary: `${paths.length} files, ${size}`,
    checks: [
      { name: 'is smaller than 3 MiB', faults: vsix.length < MOST_BYTES ? [] : [`it has ${size}`] },
      { name: 'holds nothing else', faults: paths.filter((path) => !ALLOWED.some((allowed) => allowed.test(path))) },
      { name: 'holds every file that package.json names', faults: namedFiles(manifest).filter(lacks) },
      { name: 'holds every bundle, rule page and licence', faults: [...REQUIRED, ...pages].filter(lacks) },
    ],
  };
}

/** Every string of a manifest that is a path to a file: `./dist/client.cjs`, `media/icons/gantry.png`. */
function namedFiles(value: unknown): string[] {
  if (typeof value === 'string') return /^(?:\.\/|media\/|dist\/).*\.\w+$/.test(value) ? [posix.normalize(value)] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => (key === 'scripts' ? [] : namedFiles(child)));
}
