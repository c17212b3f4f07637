import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { Profile } from 'pprof-format';
import { parseAllDocuments } from 'yaml';
import { readFaults } from './samples.support.ts';

const OFFLINE = { GOTOOLCHAIN: 'local', GOPROXY: 'off', GOWORK: 'off', GOFLAGS: '-mod=readonly' };

const RULES = [
  'dockerfile/cgo-into-static-final',
  'dockerfile/copy-all-before-mod',
  'dockerfile/go-image-eol',
  'dockerfile/latest-tag',
  'dockerfile/missing-cache-mounts',
  'dockerfile/non-numeric-user',
  'dockerfile/root-final',
  'dockerfile/scratch-no-ca',
  'dockerfile/shell-form-entrypoint',
  'kubernetes/container-hardening',
  'kubernetes/gomemlimit-bad-unit',
  'kubernetes/gomemlimit-missing',
  'kubernetes/invalid-quantity',
  'kubernetes/liveness-same-as-readiness',
  'kubernetes/probe-named-port-missing',
  'kubernetes/probe-timeout-gt-period',
  'workspace/go-mod-newer-than-image',
  'workspace/nonroot-nonnumeric-user',
  'workspace/probe-exec-missing-binary',
];

describe('the table of faults', () => {
  const faults = readFaults('README.md');

  test('every rule is shown', () => {
    assert.deepEqual([...new Set(faults.map(({ rule }) => rule))].toSorted(), RULES);
  });

  test('every fault is at exactly one line', () => {
    const lines = (file: string): string[] =>
      readFileSync(`samples/${file}`, 'utf8')
        .split('\n')
        .map((each) => each.trim());
    const astray = faults.filter(({ file, line }) => lines(file).filter((each) => each === line).length !== 1);
    assert.deepEqual(astray, []);
  });

  test('both languages list the same faults', () => {
    assert.deepEqual(readFaults('README.zh-cn.md'), faults);
  });
});

describe('manifests', () => {
  for (const file of globSync('samples/deploy/*.yaml').toSorted()) {
    test(`${file} parses, and every document is a Kubernetes object`, () => {
      const documents = parseAllDocuments(readFileSync(file, 'utf8'), { uniqueKeys: true });
      assert.deepEqual(
        documents.flatMap(({ errors, warnings }) => [...errors, ...warnings]),
        [],
      );
      for (const document of documents) {
        const { apiVersion, kind, metadata } = document.toJS() as Record<string, unknown>;
        assert.match(String(apiVersion), /^(?:v1|apps\/v1|batch\/v1|policy\/v1)$/);
        assert.match(String(kind), /^[A-Z]\w+$/);
        assert.ok((metadata as { name?: string }).name);
      }
    });
  }

  test('the names of the start screen exist', () => {
    for (const file of ['Dockerfile', 'deploy/api.yaml', 'profiles/cpu.pprof', 'profiles/heap.pprof']) {
      assert.ok(existsSync(`samples/${file}`), file);
    }
  });
});

describe('the Go module', () => {
  const skip = whyNoGo();

  test('is formatted', { skip }, () => {
    const { stdout, stderr } = spawnSync('gofmt', ['-l', 'samples'], { encoding: 'utf8' });
    assert.equal(stdout + stderr, '');
  });

  test('compiles without downloading anything, and go vet has nothing to say', { skip }, () => {
    const empty = mkdtempSync(join(tmpdir(), 'gantry-modules-'));
    const env = { ...process.env, ...OFFLINE, GOMODCACHE: empty };
    const { status, stderr } = spawnSync('go', ['vet', './...'], { cwd: 'samples', env, encoding: 'utf8' });
    rmSync(empty, { recursive: true });
    assert.equal(status, 0, stderr);
  });

  test('has a requirement, so that the Dockerfile has something to download', () => {
    assert.match(readFileSync('samples/go.mod', 'utf8'), /^require /m);
    assert.ok(existsSync('samples/go.sum'));
  });
});

describe('profiles', () => {
  for (const name of ['cpu', 'heap', 'mutex', 'goroutine']) {
    const file = `samples/profiles/${name}.pprof`;
    const profile = Profile.decode(gunzipSync(readFileSync(file)));
    const text = (index: number | bigint): string => profile.stringTable.strings[Number(index)] ?? '';

    test(`${name} is small enough for a repository`, () => {
      assert.ok(statSync(file).size < 100_000);
    });

    test(`${name} tells nothing about the machine it was recorded on`, () => {
      // The binary was /shop, as in the container; -trimpath leaves module paths; the kernel adds its own mappings.
      const paths = profile.stringTable.strings.filter((each) => /^(?:\/|[A-Z]:\\)|localhost|\.local\b/.test(each));
      assert.deepEqual(paths, ['/shop']);
    });

    test(`${name} fits the source: every function of the module starts where the profile says`, () => {
      const own = profile.function.filter((each) => text(each.filename).startsWith('example.com/shop/'));
      assert.ok(own.length > 0);
      const astray = own.filter((each) => {
        const source = readFileSync(text(each.filename).replace('example.com/shop', 'samples'), 'utf8').split('\n');
        return !opening(text(each.name)).test(source[Number(each.startLine) - 1] ?? '');
      });
      assert.deepEqual(
        astray.map((each) => `${text(each.filename)}:${String(each.startLine)} ${text(each.name)}`),
        [],
      );
    });
  }

  test('the CPU profile is deep and goes through the module, net/http, encoding/json and the runtime', () => {
    const profile = Profile.decode(gunzipSync(readFileSync('samples/profiles/cpu.pprof')));
    const names = profile.function.map(({ name }) => profile.stringTable.strings[Number(name)] ?? '');
    for (const prefix of ['example.com/shop/internal/', 'net/http.', 'encoding/json.', 'regexp.', 'runtime.gcDrain']) {
      assert.ok(
        names.some((name) => name.startsWith(prefix)),
        prefix,
      );
    }
    const depths = profile.sample.map(({ locationId }) => locationId.length).toSorted((a, b) => a - b);
    assert.ok(depths.length > 500, `${depths.length} samples`);
    assert.ok((depths[Math.floor(depths.length / 2)] ?? 0) >= 8);
    assert.ok(
      profile.location.some(({ line }) => line.length > 1),
      'some frames are inlined',
    );
  });
});

/** What stands where a function starts: the compiler also makes functions of loop bodies and deferred calls. */
function opening(name: string): RegExp {
  if (/-range\d+$/.test(name)) return /\bfor\b.*\brange\b/;
  if (/\.deferwrap\d+$/.test(name)) return /\bdefer\b/;
  return /\bfunc\b/;
}

/** Why the Go code cannot be checked here, for the test's report; false if it can. */
function whyNoGo(): string | false {
  const { error, stdout } = spawnSync('go', ['env', 'GOVERSION'], {
    encoding: 'utf8',
    env: { ...process.env, GOTOOLCHAIN: 'local' },
  });
  if (error) return 'Go is not installed on this machine';
  const [, minor = '0'] = /^go1\.(\d+)/.exec(stdout) ?? [];
  return Number(minor) < 26 && `the samples need Go 1.26, and ${stdout.trim()} is installed`;
}
