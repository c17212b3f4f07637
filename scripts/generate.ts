/**
 * Writes everything that repeats what is said elsewhere: of the rules their index, their pages, the README's table, the
 * settings and the configuration schema; of Kubernetes' API its kinds and fields. `--check` fails instead of writing, which is the guard against drift.
 */
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { kubernetesSchema } from './generate/kubernetesSchema.ts';
import { ruleIndex } from './generate/ruleIndex.ts';

const check = process.argv.includes('--check');
const generatedFolders = ['media/rules'];

// These come first: everything else is derived from the rules, which need the schema.
const indexFile = 'server/src/rules/index.ts';
const ids = globSync('server/src/rules/{dockerfile,kubernetes,workspace}/*.ts')
  .filter((file) => !file.includes('.test.'))
  .map((file) => file.replaceAll('\\', '/').slice('server/src/rules/'.length, -'.ts'.length))
  .toSorted();
const stale = write(
  new Map([
    ['server/src/core/kubernetes/schemaData.ts', kubernetesSchema()],
    [indexFile, ruleIndex(ids)],
  ]),
);
const { artifacts } = await import('./generate/artifacts.ts');
const files = artifacts(read);
stale.push(...write(files), ...removeStrays(files));

if (check && stale.length > 0) {
  for (const file of stale) console.error(`${file} is stale: run npm run generate`);
  process.exitCode = 1;
}

/** Returns the files that differ; writes them unless this is a check. */
function write(wanted: ReadonlyMap<string, string>): string[] {
  const differing = [...wanted].filter(([file, text]) => read(file) !== text);
  if (!check) {
    for (const [file, text] of differing) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }
  return differing.map(([file]) => file);
}

/** Pages of rules that no longer exist. */
function removeStrays(wanted: ReadonlyMap<string, string>): string[] {
  const strays = generatedFolders
    .flatMap((folder) => globSync(`${folder}/**/*.md`))
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !wanted.has(file));
  if (!check) for (const file of strays) rmSync(file);
  return strays;
}

function read(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
