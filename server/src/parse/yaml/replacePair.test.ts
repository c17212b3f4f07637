import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../core/text.ts';
import { parseYaml } from '../yaml.ts';
import { asMap, get } from './node.ts';
import { replacePair } from './replacePair.ts';

const VALUE = { path: '/healthz', port: 'http' };

function replaced(text: string): string | undefined {
  const { document } = parseYaml(text).documents[0]!;
  const edits = replacePair(document, asMap(get(asMap(document.root), 'probe'))!, 'exec', 'httpGet', VALUE);
  return edits && applyEdits(text, edits);
}

test('block style keeps what stands around', () => {
  assert.equal(
    replaced('probe: # why\n    exec:\n        command: [wget]\n    periodSeconds: 5 # often\n'),
    'probe: # why\n    httpGet:\n        path: /healthz\n        port: http\n    periodSeconds: 5 # often\n',
  );
  assert.equal(
    replaced('probe:\n  exec:\n    command:\n      - wget\n'),
    'probe:\n  httpGet:\n    path: /healthz\n    port: http\n',
  );
});

test('a flow value in a block map becomes block', () => {
  assert.equal(
    replaced('probe:\n  exec: { command: [wget] }\n  a: 1\n'),
    'probe:\n  httpGet:\n    path: /healthz\n    port: http\n  a: 1\n',
  );
});

test('flow style stays on its line, JSON stays JSON', () => {
  assert.equal(
    replaced('probe: { exec: { command: [wget] }, a: 1 }\n'),
    'probe: { httpGet: { path: /healthz, port: http }, a: 1 }\n',
  );
  assert.equal(
    replaced('{"probe": {"exec": {"command": ["wget"]}}}\n'),
    '{"probe": {"httpGet": { "path": "/healthz", "port": "http" }}}\n',
  );
});

test('nothing is written where a comment or an anchor would be lost', () => {
  assert.equal(replaced('probe:\n  exec: # needs wget\n    command: [wget]\n'), undefined);
  assert.equal(replaced('probe:\n  exec: &e\n    command: [wget]\n'), undefined);
  assert.equal(replaced('probe:\n  exec:\n    command: [wget\n'), undefined);
});
