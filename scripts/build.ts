/** Bundles every runtime into dist/: the extension host, the server, the command line, the worker and the webviews. */
import { mkdirSync, rmSync } from 'node:fs';
import { context, type BuildOptions } from 'esbuild';
import { renderNotes } from './renderNotes.ts';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

const shared: BuildOptions = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: 'warning',
  // protobufjs probes for optional Node modules through eval; the minimal build never needs them.
  define: { 'process.env.NODE_ENV': '"production"' },
};

/** VS Code 1.100 hosts extensions on Node 20. */
const node: BuildOptions = { ...shared, platform: 'node', target: 'node20', format: 'cjs', mainFields: ['module', 'main'] };
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
const contexts = await Promise.all(bundles.map((bundle) => context(bundle)));
await Promise.all(contexts.map((each) => each.rebuild()));
if (watch) await Promise.all(contexts.map((each) => each.watch()));
else await Promise.all(contexts.map((each) => each.dispose()));
