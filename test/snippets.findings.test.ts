import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DEFAULT_CONFIG } from '../server/src/engine/config.ts';
import { lintText } from '../server/src/engine/lint.ts';
import { createWorkspace } from '../server/src/workspace/snapshot.ts';
import { expansions, manifest, readSnippets } from './snippets.support.ts';

/** Around the snippet lies a service that needs everything: a current go.mod, so that no check has to stand back. */
const GO_MOD = 'module example.com/api\n\ngo 1.26\n';

const snippets = readSnippets();
const distroless = expansions(snippets.find(({ prefix }) => prefix === 'gd-distroless')!)[0] ?? '';

describe('our own checks find nothing in a snippet, whatever is chosen', () => {
  for (const snippet of snippets.filter(({ language }) => language !== 'go')) {
    test(snippet.prefix, () => {
      for (const expansion of expansions(snippet)) {
        const isDockerfile = snippet.language === 'dockerfile';
        const text = isDockerfile ? expansion : manifest(expansion);
        const path = isDockerfile ? '/api/Dockerfile' : '/api/deploy/api.yaml';
        const files = new Map([
          ['/api/go.mod', GO_MOD],
          ['/api/Dockerfile', isDockerfile ? text : distroless],
        ]);
        const surroundings = { workspace: createWorkspace(files), config: DEFAULT_CONFIG };
        assert.deepEqual(
          lintText(path, text, surroundings).map(({ rule, span }) => [rule, text.slice(span.start, span.end)]),
          [],
        );
      }
    });
  }

  test('and they do look: a snippet with a slip in it is found', () => {
    const surroundings = { workspace: createWorkspace(new Map([['/api/go.mod', GO_MOD]])), config: DEFAULT_CONFIG };
    const rulesIn = (path: string, text: string): string[] =>
      lintText(path, text, surroundings).map(({ rule }) => rule);
    assert.deepEqual(rulesIn('/api/Dockerfile', distroless.replace('CGO_ENABLED=0', '')), [
      'dockerfile/cgo-into-static-final',
    ]);
    const deployment = expansions(snippets.find(({ prefix }) => prefix === 'gk-deploy')!)[0] ?? '';
    assert.deepEqual(rulesIn('/api/deploy/api.yaml', deployment.replace('460MiB', '460Mi')), [
      'kubernetes/gomemlimit-bad-unit',
    ]);
  });
});
