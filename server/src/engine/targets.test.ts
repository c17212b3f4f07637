import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDisk } from '../workspace/disk.ts';
import { treeOf } from '../workspace/fileTree.ts';
import { createWorkspace } from '../workspace/snapshot.ts';
import { DEFAULT_CONFIG } from './config.ts';
import { lintText } from './lint.ts';

/** `line rule`, of the rules that are named. */
function findings(dockerfile: string, compose: string, ...wanted: string[]): string[] {
  const texts = new Map([['/w/Dockerfile', dockerfile]]);
  const disk = createDisk(new Map([['/w/compose.yaml', compose]]), treeOf(['/w/Dockerfile', '/w/compose.yaml']));
  const workspace = createWorkspace(texts, undefined, disk);
  return lintText('/w/Dockerfile', dockerfile, { workspace, config: DEFAULT_CONFIG })
    .filter(({ rule }) => wanted.includes(rule))
    .map(({ rule, span }) => `${dockerfile.slice(0, span.start).split('\n').length} ${rule}`);
}

const asking = (target: string): string => `services: { a: { build: { context: ., target: ${target} } } }`;

const VARIANTS = `FROM alpine:3.24 AS build
RUN true
FROM alpine:3.24 AS prod
COPY --from=build /a /a
CMD ["/a"]
FROM alpine:3.24 AS tools
CMD ["/b"]
`;

test('the stage that compose asks for is the final one', () => {
  assert.deepEqual(findings(VARIANTS, asking('prod'), 'dockerfile/root-final'), ['3 dockerfile/root-final']);
  assert.deepEqual(findings(VARIANTS, asking('tools'), 'dockerfile/root-final'), ['6 dockerfile/root-final']);
  assert.deepEqual(findings(VARIANTS, 'services: { a: { build: . } }', 'dockerfile/root-final'), [
    '6 dockerfile/root-final',
  ]);
});

test('but not where the last stage is made from it, or where it is for development', () => {
  const chain = 'FROM alpine:3.24 AS base\nCMD ["/a"]\nFROM base\nCMD ["/b"]\n';
  assert.deepEqual(findings(chain, asking('base'), 'dockerfile/root-final'), ['3 dockerfile/root-final']);
  const dev = 'FROM alpine:3.24 AS dev\nCMD ["/a"]\nFROM alpine:3.24\nCMD ["/b"]\n';
  assert.deepEqual(findings(dev, asking('dev'), 'dockerfile/root-final'), ['3 dockerfile/root-final']);
});

test('what is asked for is built, and so is the last stage', () => {
  const text = 'FROM alpine:3.24 AS build\nRUN true\nFROM alpine:3.24\nCMD ["/b"]\n';
  const rule = 'dockerfile/unreachable-stage';
  assert.deepEqual(findings(text, 'services: {}', rule), [`1 ${rule}`]);
  assert.deepEqual(findings(text, asking('build'), rule), []);
});
