import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPlaceholder, isSecretFile, namesSecret } from './secretNames.ts';

test("names: BuildKit's words, alone or between underscores", () => {
  for (const name of [
    'API_KEY',
    'apikey',
    'DATABASE_PASSWORD',
    'GITHUB_TOKEN',
    'secret_MESSAGE',
    'AUTH',
    'AWS_SECRET_ACCESS_KEY',
  ])
    assert.ok(namesSecret(name), name);
  for (const name of ['KEYBOARD', 'TOKENIZER', 'AUTHOR', 'MONKEY', 'GOPRIVATE', 'GONOSUMDB'])
    assert.ok(!namesSecret(name), name);
});

test('names that hold something else', () => {
  for (const name of [
    'AWS_ACCESS_KEY_ID',
    'KEY_ALIAS',
    'AUTH_MODE',
    'PUBLIC_KEY',
    'TOKEN_FILE',
    'KEY_VERSION',
    'GPG_KEY',
    'SECRET_NAME',
    'AUTH_URL',
  ])
    assert.ok(!namesSecret(name), name);
});

test('values that are none', () => {
  for (const value of ['', 'true', '0', '3600', '/run/secrets/token', '$TOKEN', '<token>'])
    assert.ok(isPlaceholder(value), value);
  for (const value of ['hunter2', 'changeme', 'ghp_abc']) assert.ok(!isPlaceholder(value), value);
});

test('files', () => {
  for (const path of [
    '.netrc',
    'deploy/id_rsa',
    '.env',
    '.env.production',
    'tls/server-key.pem',
    'key.pem',
    'x.p12',
    '.aws/credentials',
    '/root/.docker/config.json',
  ])
    assert.ok(isSecretFile(path), path);
  for (const path of [
    'id_rsa.pub',
    '.env.example',
    'cert.pem',
    'ca.pem',
    'config.json',
    'environment',
    'keys.go',
    'monkey.pem',
    '.env.test',
  ])
    assert.ok(!isSecretFile(path), path);
});
