import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, describe, test } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { readFaults, type Fault } from './samples.support.ts';

interface JsonFinding {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly message: string;
  readonly fixes: readonly { readonly title: string; readonly safe: boolean }[];
}

const CLI = resolve('server/src/cli/main.ts');
const home = mkdtempSync(join(tmpdir(), 'gantry-samples-'));
const fixed = join(home, 'samples');
after(() => rmSync(home, { recursive: true }));

describe('gantry lint samples', () => {
  const before = lint('samples');

  test('lists every deliberate fault and nothing else', () => {
    assert.deepEqual(toFaults(before.findings), sorted(readFaults('README.md')));
    assert.equal(before.status, 1);
  });

  test('speaks Chinese too', () => {
    const { findings } = lint('samples', '--locale', 'zh-cn');
    assert.deepEqual(toFaults(findings), toFaults(before.findings));
    for (const { message, fixes } of findings) {
      for (const text of [message, ...fixes.map(({ title }) => title)]) assert.match(text, /\p{Script=Han}/u);
    }
  });
});

describe('gantry lint --fix on a copy of the samples', () => {
  cpSync('samples', fixed, { recursive: true });
  // A repository of its own, so that the copy belongs to nothing around it.
  mkdirSync(join(fixed, '.git'));
  const { findings } = lint(fixed, '--fix');

  test('leaves no finding that has a safe fix', () => {
    assert.deepEqual(
      findings.filter(({ fixes }) => fixes.some(({ safe }) => safe)),
      [],
    );
    assert.ok(findings.length < readFaults('README.md').length);
  });

  test('adds no finding', () => {
    const rules = new Set(readFaults('README.md').map(({ file, rule }) => `${file} ${rule}`));
    const added = findings.filter(({ file, rule }) => !rules.has(`${file.slice(fixed.length + 1)} ${rule}`));
    assert.deepEqual(added, []);
  });

  test('changes nothing the second time', () => {
    const read = (): string[] => globSync(`${fixed}/{*Dockerfile,*/*.yaml}`).map((file) => readFileSync(file, 'utf8'));
    const once = read();
    lint(fixed, '--fix');
    assert.deepEqual(read(), once);
  });

  test('keeps the manifests well-formed and their objects the same', () => {
    const objects = (folder: string): unknown[] =>
      globSync(`${folder}/deploy/*.yaml`)
        .toSorted()
        .flatMap((file) => parseAllDocuments(readFileSync(file, 'utf8')))
        .map((document) => {
          assert.deepEqual(document.errors, []);
          return [document.get('kind'), document.getIn(['metadata', 'name'])];
        });
    assert.deepEqual(objects(fixed), objects('samples'));
  });
});

function lint(path: string, ...options: string[]): { findings: JsonFinding[]; status: number | null } {
  const { stdout, stderr, status } = spawnSync(process.execPath, [CLI, 'lint', '--format', 'json', ...options, path], {
    encoding: 'utf8',
  });
  assert.equal(stderr, '');
  return { findings: JSON.parse(stdout) as JsonFinding[], status };
}

function toFaults(findings: readonly JsonFinding[]): Fault[] {
  return sorted(
    findings.map(({ file, line, rule }) => ({
      file: file.replace(/^samples\//, ''),
      line: readFileSync(file, 'utf8').split('\n')[line - 1]?.trim() ?? '',
      rule,
    })),
  );
}

function sorted(faults: readonly Fault[]): Fault[] {
  const key = ({ file, line, rule }: Fault): string => `${file}\n${line}\n${rule}`;
  return faults.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}
