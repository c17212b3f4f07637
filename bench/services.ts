/**
 * What an editor asks about a Dockerfile of 700 lines, each time right after a keystroke, so that nothing is known yet,
 * and once more when it is. Gantry and its peer take turns as processes of their own.
 */
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawned, type TestClient } from '../test/lsp/client.ts';
import { dockerfile } from './manifests.ts';
import { markdownTable, millis, quantile } from './table.ts';

const ROUNDS = 60;
const WARM_UP = 10;
const URI = 'file:///bench/Dockerfile';
const TEXT = dockerfile(700);

const SERVERS = [
  { name: 'Gantry', script: 'dist/server.cjs' },
  {
    name: 'dockerfile-language-server-nodejs',
    script: '.bench/node_modules/dockerfile-language-server-nodejs/bin/docker-langserver',
  },
];

/** A method, and the text near the end of the file behind which it is asked. */
const QUESTIONS: readonly (readonly [method: string, behind: string, more?: object])[] = [
  ['completion', '--from=build-'],
  ['completion', 'main.version=${'],
  ['hover', 'FROM gcr.io/dist'],
  ['hover', 'main.version=${VER'],
  ['documentSymbol', 'FROM'],
  ['foldingRange', 'FROM'],
  ['references', 'AS build-', { context: { includeDeclaration: true } }],
  ['rename', 'AS build-', { newName: 'other' }],
  ['formatting', 'FROM', { options: { tabSize: 4, insertSpaces: true } }],
];

export async function servicesBench(): Promise<string> {
  const running = [];
  for (const server of SERVERS.filter(({ script }) => existsSync(script)))
    running.push({ ...server, client: await start(server.script) });
  const rows: string[][] = [];
  for (const question of QUESTIONS) {
    const times = running.map(({ name, client }) => ({ name, client, fresh: [] as number[], again: [] as number[] }));
    for (let round = 0; round < ROUNDS + WARM_UP; round++) {
      for (const { client, fresh, again } of times) {
        await edit(client, round);
        const first = await ask(client, question);
        const second = await ask(client, question);
        if (round < WARM_UP) continue;
        fresh.push(first);
        again.push(second);
      }
    }
    for (const { name, fresh, again } of times)
      rows.push([
        `${question[0]} behind \`${question[1]}\``,
        name,
        ...[fresh, again].flatMap((values) => [shown(values, 0.5), shown(values, 0.95)]),
      ]);
  }
  for (const { client } of running) await client.stop();
  const head = ['question', 'server', 'after a keystroke p50', 'p95', 'again p50', 'p95'];
  return `${TEXT.split('\n').length} lines\n\n${markdownTable(head, rows)}`;
}

function shown(values: readonly number[], share: number): string {
  return values.every(Number.isNaN) ? 'not served' : millis(quantile(values, share));
}

async function start(script: string): Promise<TestClient> {
  const client = spawned(process.execPath, [script, '--stdio']);
  client.connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => null));
  client.connection.onRequest('client/registerCapability', () => null);
  await client.initialize({ capabilities: { textDocument: { diagnostic: {} } } });
  await client.open(URI, 'dockerfile', TEXT);
  await sleep(1500);
  return client;
}

/** One character in the last line, there and back. */
async function edit(client: TestClient, round: number): Promise<void> {
  // Keystrokes are some 100 ms apart, and what one server still tidies up must not count against the next.
  await sleep(50);
  const line = TEXT.split('\n').length - 2;
  const start = { line, character: 'ENTRYPOINT /ap'.length };
  const end = { line, character: start.character + 1 };
  await client.change(URI, { range: { start, end }, text: round % 2 === 0 ? 'q' : 'p' });
}

async function ask(client: TestClient, [method, behind, more]: (typeof QUESTIONS)[number]): Promise<number> {
  const before = TEXT.slice(0, TEXT.lastIndexOf(behind) + behind.length);
  const position = { line: before.split('\n').length - 1, character: before.length - before.lastIndexOf('\n') - 1 };
  const began = performance.now();
  const request = { textDocument: { uri: URI }, position, ...more };
  // A server that does not know the question has no time for it.
  const isServed = await client.connection.sendRequest(`textDocument/${method}`, request).then(
    () => true,
    () => false,
  );
  return isServed ? performance.now() - began : Number.NaN;
}

if (import.meta.main) console.log(await servicesBench());
