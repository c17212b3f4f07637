import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Diagnostic, DocumentDiagnosticReport } from 'vscode-languageserver/node';
import type { FindingData, InitializationOptions } from '../../server/src/protocol.ts';
import type { TestClient } from './client.ts';
import { URI, withClient } from './dockerfiles.ts';

/** A base image that an ARG names, a second CMD, and an instruction over two lines that the build stops at. */
const DOCKERFILE = `ARG BASE=alpine:latest
FROM $BASE
CMD ["a"]
COPY --form=x \\
     a /a
CMD ["b"]
`;

interface Asked {
  readonly comparesFindings: boolean;
  readonly settings?: object;
}

/** Rule → what its findings carry for the comparison, once the settings are known. */
async function dataOf(client: TestClient, { comparesFindings, settings = {} }: Asked) {
  const asked = Promise.withResolvers<void>();
  client.connection.onRequest('workspace/configuration', () => {
    setImmediate(asked.resolve);
    return [settings];
  });
  const initializationOptions: InitializationOptions = { comparesFindings };
  await client.initialize({
    capabilities: { textDocument: { diagnostic: {} }, workspace: { configuration: true } },
    initializationOptions,
  });
  await client.open(URI, 'dockerfile', DOCKERFILE);
  await asked.promise;
  const report = await client.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
    textDocument: { uri: URI },
  });
  const items = (report as { readonly items: readonly Diagnostic[] }).items;
  return new Map(items.map(({ code, data }) => [code, data as FindingData | undefined]));
}

test(
  'a finding names the checks and the instructions by which others know it',
  withClient(async (client) => {
    const data = await dataOf(client, { comparesFindings: true });
    assert.deepEqual(data.get('dockerfile/latest-tag'), {
      equivalents: ['DL3007'],
      // Where the tag is written, and the FROM that hadolint names.
      places: [
        [0, 0],
        [1, 1],
      ],
    });
    const { equivalents, places } = data.get('dockerfile/duplicate-cmd')!;
    assert.deepEqual(equivalents.slice(0, 2), ['MultipleInstructionsDisallowed', 'DL4003']);
    assert.ok(equivalents.includes('dockerfile-utils:37'));
    // Of two CMDs hadolint names the other one.
    assert.deepEqual(places, [
      [2, 2],
      [5, 5],
    ]);
    const flag = data.get('dockerfile/unknown-flag')!;
    assert.ok(flag.equivalents.includes('build-error') && flag.equivalents.includes('dockerfile-utils:40'));
    assert.deepEqual(flag.places, [[3, 4]]);
  }),
);

test(
  'what the user has set is shown, whoever shows it too',
  withClient(async (client) => {
    const settings = { rules: { 'dockerfile/latest-tag': 'error' } };
    const data = await dataOf(client, { comparesFindings: true, settings });
    assert.equal(data.get('dockerfile/latest-tag'), undefined);
    assert.ok(data.get('dockerfile/duplicate-cmd'));
  }),
);

test(
  'a client that compares nothing gets nothing to compare',
  withClient(async (client) => {
    const data = await dataOf(client, { comparesFindings: false });
    assert.ok(data.has('dockerfile/latest-tag'));
    assert.deepEqual([...data.values()].filter(Boolean), []);
  }),
);
