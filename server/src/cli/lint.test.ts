import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { scratchFolder } from '../testing/scratch.ts';
import { lintCommand } from './lint.ts';

const SHELL_FORM = 'FROM gcr.io/distroless/static-debian13:nonroot\nUSER 65532:65532\nENTRYPOINT /app\n';
const CLEAN = SHELL_FORM.replace('/app', '["/app"]');

function folder(files: Readonly<Record<string, string | Buffer>>): string {
  const root = scratchFolder('lint');
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const io = {
    locale: 'en' as const,
    stdout: (chunk: string) => void (out += chunk),
    stderr: (chunk: string) => void (err += chunk),
  };
  return { code: await lintCommand(args, io), out, err };
}

test('findings end with 1, a clean folder with 0', async () => {
  assert.equal((await run(folder({ Dockerfile: SHELL_FORM }))).code, 1);
  const { code, out } = await run(folder({ Dockerfile: CLEAN, 'README.md': '# x' }));
  assert.equal(code, 0);
  assert.equal(out, 'No findings in 1 files.\n');
});

test('JSON has the agreed shape, with lines and columns from 1', async () => {
  const root = folder({ Dockerfile: SHELL_FORM });
  const [finding, ...others] = JSON.parse((await run('--format', 'json', root)).out);
  assert.deepEqual(others, []);
  const { message, fixes, ...place } = finding;
  assert.deepEqual(place, {
    file: `${root}/Dockerfile`,
    line: 3,
    column: 12,
    endLine: 3,
    endColumn: 16,
    rule: 'dockerfile/shell-form-entrypoint',
    severity: 'error',
  });
  assert.equal(typeof message, 'string');
  assert.deepEqual(Object.keys(fixes[0]), ['title', 'safe']);
});

test('--fail-on moves the bar', async () => {
  const root = folder({ Dockerfile: 'FROM alpine:latest\nUSER 65532:65532\n' });
  assert.equal((await run(root)).code, 1);
  assert.equal((await run('--fail-on', 'error', root)).code, 0);
  assert.equal((await run('--fail-on', 'never', root)).code, 0);
});

test('--fix writes what is safe, and says what is left', async () => {
  const root = folder({ Dockerfile: SHELL_FORM });
  const { code, out } = await run('--fix', root);
  assert.equal(readFileSync(join(root, 'Dockerfile'), 'utf8'), CLEAN);
  assert.equal(code, 0);
  assert.match(out, /Fixed: 1\./);
});

test('without --fix nothing is written', async () => {
  const root = folder({ Dockerfile: SHELL_FORM });
  await run(root);
  assert.equal(readFileSync(join(root, 'Dockerfile'), 'utf8'), SHELL_FORM);
});

test('usage errors end with 2 and one sentence that says what to do', async () => {
  for (const [args, says] of [
    [[], /name at least one file or folder/],
    [['--format', 'xml', '.'], /--format takes human, json, not "xml"/],
    [['--fail-on', 'all', '.'], /--fail-on takes error, warning, info, never/],
    [['--no-such'], /no-such/],
    [['no/such/path'], /no\/such\/path: cannot be read/],
  ] as const) {
    const { code, out, err } = await run(...args);
    assert.deepEqual([code, out === '' || args[0] === 'no/such/path'], [2, true], args.join(' '));
    assert.match(err, says);
  }
});

test('a binary named Dockerfile is said to be one; inside a folder it is nobody’s fault', async () => {
  const root = folder({ Dockerfile: Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0]), 'ok/Dockerfile': CLEAN });
  const named = await run(join(root, 'Dockerfile'));
  assert.equal(named.code, 2);
  assert.match(named.err, /binary file, not checked/);
  assert.equal((await run(root)).code, 0);
});

test('a file that is of no kind that is checked is refused by name', async () => {
  const { code, err } = await run(join(folder({ 'main.go': 'package main' }), 'main.go'));
  assert.equal(code, 2);
  assert.match(err, /neither a Dockerfile nor Kubernetes YAML/);
});

test('the module above a named file belongs to the question; .gantry.yaml decides', async () => {
  const build = 'FROM golang:1.26-trixie\nUSER 65532:65532\nWORKDIR /src\nCOPY go.mod ./\nRUN go mod download\n';
  const root = folder({ 'go.mod': 'module example.com/a\n\ngo 1.27\n', 'build/Dockerfile': build, '.git/HEAD': '' });
  assert.match((await run(join(root, 'build/Dockerfile'))).out, /workspace\/go-mod-newer-than-image/);
  writeFileSync(
    join(root, '.gantry.yaml'),
    'rules: { workspace/go-mod-newer-than-image: off, dockerfile/go-image-eol: off }\n',
  );
  assert.equal((await run(root)).code, 0);
});

test('the nearest .hadolint.yaml of the repository is heard, unless .gantry.yaml says otherwise', async () => {
  const latest = 'FROM alpine:latest\nUSER 65532:65532\n';
  const root = folder({
    '.git/HEAD': '',
    '.hadolint.yaml': 'ignored: [DL3007]\n',
    'a/Dockerfile': latest,
    'b/Dockerfile': latest,
    'b/.hadolint.yml': 'override: { error: [DL3007] }\n',
  });
  const severities = async (path: string): Promise<string[]> => {
    const { out } = await run('--format', 'json', '--fail-on', 'never', path);
    return (JSON.parse(out) as { file: string; severity: string }[]).map(({ severity }) => severity);
  };
  assert.deepEqual(await severities(join(root, 'a')), []);
  assert.deepEqual(await severities(join(root, 'b/Dockerfile')), ['error']);
  assert.deepEqual(await severities(root), ['error']);
  writeFileSync(join(root, '.gantry.yaml'), 'rules: { dockerfile/latest-tag: info }\n');
  assert.deepEqual(await severities(root), ['info', 'info']);
  assert.deepEqual(await severities(folder({ Dockerfile: latest })), ['warning']);
});

test('failure-threshold and no-fail of hadolint set the bar of their Dockerfiles, but --fail-on comes first', async () => {
  const files = (hadolint: string) => ({
    Dockerfile: 'FROM alpine:latest\nUSER 65532:65532\n',
    '.hadolint.yaml': hadolint,
  });
  assert.equal((await run(folder(files('failure-threshold: error')))).code, 0);
  assert.equal((await run(folder(files('failure-threshold: warning')))).code, 1);
  assert.equal((await run(folder(files('failure-threshold: style\noverride: { style: [DL3007] }')))).code, 1);
  assert.equal((await run(folder(files('no-fail: true')))).code, 0);
  assert.equal((await run('--fail-on', 'warning', folder(files('no-fail: true')))).code, 1);
  assert.equal((await run('--fail-on', 'error', folder(files('failure-threshold: info')))).code, 0);
});

test('a loop of links does no harm', { skip: process.platform === 'win32' }, async () => {
  const root = folder({ Dockerfile: CLEAN });
  symlinkSync(root, join(root, 'loop'));
  assert.equal((await run(root)).out, 'No findings in 1 files.\n');
});

test('Chinese for those who ask for it', async () => {
  assert.match((await run('--locale', 'zh-cn', folder({ Dockerfile: SHELL_FORM }))).out, /错误/);
});

test('a file whose name begins with Dockerfile is linted when it is named, a template is not', async () => {
  const root = folder({ DockerfileProd: SHELL_FORM, Dockerfile_arm: SHELL_FORM, 'Dockerfile.tmpl': SHELL_FORM });
  assert.equal((await run('--format', 'json', join(root, 'DockerfileProd'))).code, 1);
  assert.equal((await run(join(root, 'Dockerfile.tmpl'))).code, 2);
  const { out } = await run('--format', 'json', root);
  assert.deepEqual([...new Set(JSON.parse(out).map(({ file }: { file: string }) => file))], [`${root}/Dockerfile_arm`]);
});

test('a manifest in JSON is linted when it is named', async () => {
  const root = folder({ 'pod.json': '{"apiVersion": "v1", "kind": "Pod", "spec": {"containers": []}, "spce": 1}\n' });
  assert.match((await run(join(root, 'pod.json'))).out, /kubernetes\/unknown-field/);
  assert.equal((await run(root)).out, 'No findings in 0 files.\n');
});

test('the nearest .gantry.yaml counts, also one above the folder that was asked for', async () => {
  const latest = 'FROM alpine:latest\nUSER 65532:65532\n';
  const root = folder({
    '.git/HEAD': '',
    '.gantry.yaml': 'rules: { dockerfile/latest-tag: off }\n',
    'api/Dockerfile': latest,
    'old/.gantry.yaml': 'rules: { dockerfile/latest-tag: error }\n',
    'old/Dockerfile': latest,
  });
  assert.equal((await run(join(root, 'api'))).code, 0);
  assert.equal((await run(join(root, 'api', 'Dockerfile'))).code, 0);
  assert.equal((await run('--fail-on', 'error', root)).code, 1);
});

test('a configuration that cannot be read is one clear sentence, and the rest goes on', async () => {
  const files = { '.git/HEAD': '', Dockerfile: CLEAN };
  const told = async (more: Readonly<Record<string, string>>) => {
    const root = folder({ ...files, ...more });
    const { code, err } = await run(root);
    assert.equal(code, 0);
    return err.replaceAll(`${root}/`, '');
  };
  assert.equal(
    await told({ '.gantry.yaml': 'rules:\n  dockerfile/sudo: [\n' }),
    'gantry lint: .gantry.yaml: not YAML from line 3 on, so nothing in it counts\n',
  );
  assert.equal(
    await told({ '.hadolint.yaml': '- DL3007\n', '.hadolint.yml': 'ignore: [DL3007]\n' }),
    'gantry lint: .hadolint.yaml: a list or a single value instead of settings, so nothing in it counts\n',
  );
  assert.equal(
    await told({ '.hadolint.yml': 'ignore: [DL3007]\noverride: { eror: [DL3006] }\n' }),
    'gantry lint: .hadolint.yml: left out, because there is no such name or it takes another value: ignore, override.eror\n',
  );
  assert.equal(
    await told({ 'elsewhere/.hadolint.yaml': 'ignore: [DL3007]\n' }),
    '',
    'nothing to do with what is linted',
  );
});
