import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { parseSnippet } from './snippets.syntax.ts';
import { contributions, expansions, manifest, readSnippets, type Snippet } from './snippets.support.ts';

/** The catalogue: prefixes and the language each belongs to; a star marks a file template. */
const CATALOGUE = {
  dockerfile: ['gd-distroless*', 'gd-scratch*'],
  yaml: ['gk-live-http', 'gk-ready-http', 'gk-start-http', 'gk-probes', 'gk-resources-go', 'gk-deploy*'],
  go: ['gg-shutdown', 'gg-pprof-admin'],
};

const snippets = readSnippets();

function bySnippet(language: string, check: (snippet: Snippet) => void): void {
  for (const snippet of snippets.filter((each) => each.language === language))
    test(snippet.prefix, () => check(snippet));
}

describe('the catalogue', () => {
  test('languages are ones that VS Code registers itself', () => {
    // The built-in extensions docker, yaml and go; a language that nobody registers is an error at start-up.
    assert.deepEqual(
      contributions().map(({ language }) => language),
      ['dockerfile', 'yaml', 'go'],
    );
  });

  test('prefixes are the catalogue’s, each once', () => {
    const found = Object.groupBy(snippets, ({ language }) => language);
    const prefixes = Object.fromEntries(
      Object.entries(found).map(([language, list = []]) => [
        language,
        list.map(({ prefix, isFileTemplate }) => prefix + (isFileTemplate ? '*' : '')),
      ]),
    );
    assert.deepEqual(prefixes, CATALOGUE);
    assert.equal(new Set(snippets.map(({ name }) => name)).size, snippets.length);
  });

  for (const { prefix, description, body } of snippets) {
    test(`${prefix} says what it is in one English and one Chinese sentence`, () => {
      const [english = '', chinese = ''] = description;
      assert.equal(description.length, 2);
      assert.match(english, /^[A-Z][\x20-\x7e×]*[^.]\.$/);
      assert.doesNotMatch(english, /\. /);
      assert.match(chinese, /\p{Script=Han}/u);
      assert.doesNotMatch(chinese, /\p{Script=Han}[,:;()]|[,:;()]\p{Script=Han}/u, 'punctuation is full-width');
      assert.match(chinese, /^[^。]+。$/);
    });

    test(`${prefix} ends where typing goes on`, () => {
      assert.equal(body.at(-1), '$0');
      assert.ok(parseSnippet(body.join('\n')).tabStops.some(({ index }) => index === 0));
    });
  }
});

describe('Dockerfiles', () => {
  // https://docs.docker.com/reference/dockerfile/#overview
  const INSTRUCTION =
    /^(?:ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR) +\S/;

  bySnippet('dockerfile', (snippet) => {
    for (const text of expansions(snippet)) {
      const instructions = text
        .replace(/^[ \t]*#.*\n/gm, '')
        .replaceAll('\\\n', '')
        .split('\n')
        .filter((line) => line.trim() !== '');
      assert.deepEqual(
        instructions.filter((line) => !INSTRUCTION.test(line)),
        [],
      );
      // BuildKit's own variables must arrive in the file and not become placeholders.
      assert.match(text, /^FROM --platform=\$BUILDPLATFORM golang:1\.2[67]-trixie AS build$/m);
      assert.match(text, / GOOS=\$TARGETOS GOARCH=\$TARGETARCH /);
      assert.match(text, /^# syntax=docker\/dockerfile:1\n/);
      assert.match(text, / \\\n {4}CGO_ENABLED=0 /);
      assert.match(text, /\nUSER 65532:65532\n[^]*\nENTRYPOINT \["\/app"\]\n$/);
    }
  });
});

describe('Kubernetes', () => {
  bySnippet('yaml', (snippet) => {
    for (const text of expansions(snippet)) {
      const documents = parseAllDocuments(manifest(text), { uniqueKeys: true });
      assert.deepEqual(
        documents.flatMap(({ errors, warnings }) => [...errors, ...warnings]),
        [],
      );
      const keys = documents.flatMap((document) => Object.keys(document.toJS() as object));
      assert.deepEqual(keys, ['apiVersion', 'kind', 'metadata', 'spec']);
    }
  });

  test('no probe waits longer than its period, whatever is chosen', () => {
    const probes = snippets.flatMap(({ body }) => {
      const { tabStops } = parseSnippet(body.join('\n'));
      const values = (line: string): number[] => {
        const stop = /\$\{(\d+)/.exec(line)?.[1];
        const choices = tabStops.find(({ index }) => index === Number(stop))?.choices ?? [/\d+/.exec(line)?.[0] ?? ''];
        return choices.map(Number);
      };
      const lines = body.filter((line) => /(?:period|timeout)Seconds:/.test(line));
      return Array.from({ length: lines.length / 2 }, (_, at) => ({
        shortest: Math.min(...values(lines[2 * at] ?? '')),
        longest: Math.max(...values(lines[2 * at + 1] ?? '')),
      }));
    });
    assert.equal(probes.length, 1 + 1 + 1 + 3 + 3);
    assert.deepEqual(
      probes.filter(({ shortest, longest }) => !(longest <= shortest)),
      [],
    );
  });

  for (const prefix of ['gk-resources-go', 'gk-deploy']) {
    test(`${prefix}: GOMEMLIMIT is 90% of the memory limit, rounded down, in every choice`, () => {
      const pairs = expansions(snippets.find((each) => each.prefix === prefix)!).map((text) => [
        /limits:\s+cpu: "[248]"\s+memory: (\w+)$/m.exec(text)?.[1],
        /GOMEMLIMIT\s+#.*\s+value: (\w+)$/m.exec(text)?.[1],
      ]);
      // 0.9 × 512 = 460.8, × 128 = 115.2, × 256 = 230.4, × 1024 = 921.6, × 2048 = 1843.2, × 4096 = 3686.4
      assert.deepEqual(pairs, [
        ['512Mi', '460MiB'],
        ['128Mi', '115MiB'],
        ['256Mi', '230MiB'],
        ['1Gi', '921MiB'],
        ['2Gi', '1843MiB'],
        ['4Gi', '3686MiB'],
      ]);
    });
  }

  test('gk-deploy: the grace period is longer than the preStop sleep and the drain of gg-shutdown together', () => {
    const [deployment = ''] = expansions(snippets.find(({ prefix }) => prefix === 'gk-deploy')!);
    const grace = Number(/terminationGracePeriodSeconds: (\d+)/.exec(deployment)?.[1]);
    const sleep = Number(/sleep:\s+seconds: (\d+)/.exec(deployment)?.[1]);
    const drains = expansions(snippets.find(({ prefix }) => prefix === 'gg-shutdown')!).map((text) =>
      Number(/WithTimeout\(context\.Background\(\), (\d+)\*time\.Second\)/.exec(text)?.[1]),
    );
    assert.deepEqual(drains, [20, 10, 15]);
    for (const drain of drains) assert.ok(sleep + drain < grace, `${sleep} + ${drain} < ${grace}`);
  });
});

describe('Go', () => {
  const IMPORTS: Readonly<Record<string, string>> = {
    context: 'context',
    errors: 'errors',
    fmt: 'fmt',
    http: 'net/http',
    os: 'os',
    pprof: 'net/http/pprof',
    signal: 'os/signal',
    syscall: 'syscall',
    time: 'time',
  };
  const missing = spawnSync('go', ['version']).error ? 'Go is not installed on this machine' : false;
  const folder = mkdtempSync(join(tmpdir(), 'gantry-snippets-'));
  after(() => rmSync(folder, { recursive: true }));

  /** A program that holds only the snippet, with the imports that an editor would add. */
  function program(text: string): string {
    const code = text.replace(/\/\/.*$/gm, '');
    const used = Object.keys(IMPORTS).filter((name) => new RegExp(`(?<![\\w.])${name}\\.[A-Z]`).test(code));
    return `package snippet\n\nimport (\n${used.map((name) => `\t"${IMPORTS[name]}"\n`).join('')})\n\n${text.trimEnd()}\n`;
  }

  for (const snippet of snippets.filter(({ language }) => language === 'go')) {
    test(`${snippet.prefix} is formatted`, { skip: missing }, () => {
      for (const text of expansions(snippet)) {
        const source = program(text);
        assert.equal(execFileSync('gofmt', ['-e'], { input: source, encoding: 'utf8' }), source);
      }
    });

    test(`${snippet.prefix} passes go vet`, { skip: missing }, () => {
      writeFileSync(join(folder, 'go.mod'), 'module snippet\n\ngo 1.21\n');
      writeFileSync(join(folder, 'snippet.go'), program(expansions(snippet)[0] ?? ''));
      const env = { ...process.env, GOTOOLCHAIN: 'local', GOPROXY: 'off', GOWORK: 'off' };
      const { status, stderr } = spawnSync('go', ['vet', './...'], { cwd: folder, env, encoding: 'utf8' });
      assert.equal(status, 0, stderr);
    });
  }
});
