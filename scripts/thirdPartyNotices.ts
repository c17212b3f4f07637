import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly text: string;
}

/**
 * The licences of everything that esbuild took from node_modules, and of `others` whose texts are shipped by another
 * way, as their authors ask to be named.
 */
export function thirdPartyNotices(metafiles: readonly Metafile[], others: readonly string[] = []): string {
  const bundled = metafiles.flatMap(({ inputs }) => Object.keys(inputs)).flatMap(packageFolder);
  const folders = new Set([...bundled, ...others]);
  const packages = [...folders].map(readPackage).toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
  const unique = packages.filter(({ name, version }, at) => {
    const before = packages[at - 1];
    return name !== before?.name || version !== before.version;
  });
  const sections = unique.map(({ name, version, license, text }) => `${name} ${version} (${license})\n\n${text}`);
  const rule = '─'.repeat(80);
  return ['Gantry contains the following software.', ...sections].join(`\n\n${rule}\n\n`).concat('\n');
}

/** The innermost package that a bundled file belongs to; none for our own files. */
function packageFolder(input: string): string[] {
  const match = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input.replaceAll('\\', '/'));
  return match === null ? [] : [match[0]];
}

function readPackage(folder: string): Package {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Readonly<Record<string, unknown>>;
  const { name, version, license } = manifest;
  if (typeof name !== 'string' || typeof version !== 'string') throw new Error(`${folder} has no name or version.`);
  if (typeof license !== 'string') throw new Error(`${name} does not say under which licence it stands.`);
  return { name, version, license, text: licenseText(folder, name) };
}

/** A package without a licence file stops the build: its text has to be found before it is shipped. */
function licenseText(folder: string, name: string): string {
  const file = readdirSync(folder).find((each) => /^(?:licen[cs]e|copying)(?:[.-]|$)/i.test(each));
  if (file === undefined) throw new Error(`${name} is bundled but brings no licence file.`);
  return readFileSync(join(folder, file), 'utf8').trim();
}
