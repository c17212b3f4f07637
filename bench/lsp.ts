/**
 * Keystroke → diagnostics over LSP, for Gantry and its peers side by side: every server runs at once as a process of
 * its own, edits go round-robin, so that the machine's mood is shared fairly.
 */
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { SERVER_FLAGS } from '../server/src/protocol.ts';
import { spawned, type TestClient } from '../test/lsp/client.ts';
import { dockerfile, manifests } from './manifests.ts';
import { markdownTable, millis, quantile, ratio } from './table.ts';

const ROUNDS = 60;
const WARM_UP = 5;

interface Server {
  readonly name: string;
  readonly script: string;
  /** What the server itself waits before it starts to work, by its source. */
  readonly debounce: number;
  readonly flags?: readonly string[];
}

const GANTRY: Server = { name: 'Gantry', script: 'dist/server.cjs', debounce: 0, flags: SERVER_FLAGS };
const YAML_PEER: Server = {
  name: 'yaml-language-server',
  script: '.bench/node_modules/yaml-language-server/bin/yaml-language-server',
  debounce: 200,
};
const DOCKER_PEER: Server = {
  name: 'dockerfile-language-server-nodejs',
  script: '.bench/node_modules/dockerfile-language-server-nodejs/bin/docker-langserver',
  debounce: 0,
};

interface Scenario {
  readonly name: string;
  readonly languageId: string;
  readonly uri: string;
  readonly text: string;
  /** What an edit replaces, back and forth, in the middle of the text. */
  readonly toggle: readonly [string, string];
  readonly servers: readonly Server[];
}

const yaml = (lines: number): Scenario => ({
  name: `Kubernetes YAML, ${lines.toLocaleString('en')} lines`,
  languageId: 'yaml',
  uri: 'file:///bench/deploy.yaml',
  text: manifests(lines),
  toggle: ['memory: 512Mi', 'memory: 513Mi'],
  servers: [GANTRY, YAML_PEER],
});

const SCENARIOS: readonly Scenario[] = [
  yaml(300),
  yaml(1000),
  yaml(10_000),
  yaml(36_000),
  {
    name: 'Dockerfile, 300 lines',
    languageId: 'dockerfile',
    uri: 'file:///bench/Dockerfile',
    text: dockerfile(300),
    toggle: ['ENTRYPOINT /app', 'ENTRYPOINT /apq'],
    servers: [GANTRY, DOCKER_PEER],
  },
];

export async function lspBench(): Promise<string> {
  const rows: string[][] = [];
  for (const scenario of SCENARIOS) rows.push(...(await measure(scenario)));
  const head = ['scenario', 'server', 'cold start', 'p50', 'p95', 'p50 − own debounce', 'peak RSS', 'p50 to Gantry'];
  return markdownTable(head, rows);
}

interface Measured {
  readonly server: Server;
  readonly client: TestClient;
  readonly cold: number;
  readonly edits: number[];
}

async function measure(scenario: Scenario): Promise<string[][]> {
  const running: Measured[] = [];
  const absent: string[][] = [];
  for (const server of scenario.servers) {
    if (existsSync(server.script)) running.push(await start(server, scenario));
    else absent.push([scenario.name, server.name, 'absent', '', '', '', '', '']);
  }
  const place = position(scenario.text, scenario.toggle[0]);
  for (let round = 0; round < ROUNDS + WARM_UP; round++) {
    for (const { client, edits } of running) {
      // Keystrokes are some 100 ms apart, and what one server still tidies up must not count against the next.
      await sleep(100);
      const took = await edit(client, scenario, place, scenario.toggle[(round + 1) % 2] ?? '');
      if (round >= WARM_UP) edits.push(took);
    }
  }
  const rows = running.map((each) => row(scenario, each, running[0]));
  for (const { client } of running) await client.stop();
  return [...rows, ...absent];
}

async function start(server: Server, { uri, languageId, text }: Scenario): Promise<Measured> {
  const began = performance.now();
  const client = spawned(process.execPath, [...(server.flags ?? []), server.script, '--stdio']);
  client.connection.onRequest('workspace/configuration', ({ items }: { items: { section?: string }[] }) =>
    items.map(({ section }) =>
      section === 'yaml' ? { validate: true, schemas: {}, schemaStore: { enable: false } } : null,
    ),
  );
  client.connection.onRequest('client/registerCapability', () => null);
  await client.initialize({ capabilities: { textDocument: { publishDiagnostics: { versionSupport: true } } } });
  const first = client.pushed(uri);
  await client.open(uri, languageId, text);
  await first;
  const cold = performance.now() - began;
  // Some servers push more than once at the start; let them settle.
  await sleep(1500);
  return { server, client, cold, edits: [] };
}

async function edit(
  client: TestClient,
  { uri, toggle }: Scenario,
  place: { line: number; character: number },
  text: string,
): Promise<number> {
  const answer = client.pushed(uri);
  const began = performance.now();
  const end = { line: place.line, character: place.character + toggle[0].length };
  await client.change(uri, { range: { start: place, end }, text });
  await Promise.race([answer, sleep(20_000)]);
  return performance.now() - began;
}

/** The occurrence nearest to the middle. */
function position(text: string, wanted: string): { line: number; character: number } {
  const middle = text.indexOf(wanted, text.length / 2);
  const at = middle === -1 ? text.lastIndexOf(wanted) : middle;
  const before = text.slice(0, at);
  return { line: before.split('\n').length - 1, character: at - before.lastIndexOf('\n') - 1 };
}

function row({ name }: Scenario, { server, client, cold, edits }: Measured, own: Measured | undefined): string[] {
  const p50 = quantile(edits, 0.5);
  const compared = own && own.server !== server ? ratio(p50, quantile(own.edits, 0.5)) : '1×';
  return [
    name,
    server.name,
    millis(cold),
    millis(p50),
    millis(quantile(edits, 0.95)),
    millis(p50 - server.debounce),
    peakRss(client.pid),
    compared,
  ];
}

function peakRss(pid: number | undefined): string {
  const status = `/proc/${pid}/status`;
  if (!existsSync(status)) return 'unknown';
  const kib = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1] ?? 0);
  return `${Math.round(kib / 1024)} MiB`;
}

if (import.meta.main) console.log(await lspBench());
