/** Bundles every runtime into dist/: the extension host, the server, the command line, the worker and the webviews. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { context, type BuildOptions } from 'esbuild';
import { kubernetesDescriptions } from './generate/kubernetesDescriptions.ts';
import { CLIENT } from './generate/kubernetesModels.ts';
import { renderNotes } from './renderNotes.ts';
import { thirdPartyNotices } from './thirdPartyNotices.ts';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

const shared: BuildOptions = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  // The licences stand in one file beside the bundles.
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  // protobufjs probes for optional Node modules through eval; the minimal build never needs them.
  define: { 'process.env.NODE_ENV': '"production"' },
};

/** VS Code 1.100 hosts extensions on Node 20. */
const node: BuildOptions = {
  ...shared,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  mainFields: ['module', 'main'],
};
const browser: BuildOptions = { ...shared, platform: 'browser', target: 'chrome128', format: 'iife' };

const bundles: BuildOptions[] = [
  { ...node, entryPoints: ['client/src/extension.ts'], outfile: 'dist/client.cjs', external: ['vscode'] },
  { ...node, entryPoints: ['server/src/lsp/main.ts'], outfile: 'dist/server.cjs' },
  { ...node, entryPoints: ['server/src/cli/main.ts'], outfile: 'dist/cli.cjs', banner: { js: '#!/usr/bin/env node' } },
  { ...node, entryPoints: ['server/src/profile/worker.ts'], outfile: 'dist/profileWorker.cjs' },
  { ...browser, entryPoints: { flamegraph: 'media/src/flamegraph/main.ts' }, outdir: 'dist/media' },
  { ...browser, entryPoints: { notes: 'media/src/notes/main.ts' }, outdir: 'dist/media' },
];

if (!watch) rmSync('dist', { recursive: true, force: true });
mkdirSync('dist/media', { recursive: true });
renderNotes('dist/media');
writeFileSync('dist/kubernetesDescriptions.json', kubernetesDescriptions());
const contexts = await Promise.all(bundles.map((bundle) => context(bundle)));
const results = await Promise.all(contexts.map((each) => each.rebuild()));
const metafiles = results.flatMap(({ metafile }) => metafile ?? []);
writeFileSync('dist/THIRD_PARTY_NOTICES.txt', thirdPartyNotices(metafiles, [CLIENT]));
if (watch) await Promise.all(contexts.map((each) => each.watch()));
else await Promise.all(contexts.map((each) => each.dispose()));
