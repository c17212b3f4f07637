import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isReadByPrograms } from './programVariables.ts';

test('names that programs look for, and those of the file’s own making', () => {
  for (const name of ['PATH', 'GOFLAGS', 'CGO_ENABLED', 'TARGETARCH', 'HTTPS_PROXY', 'PYTHONUNBUFFERED', 'LC_ALL'])
    assert.ok(isReadByPrograms(name), name);
  for (const name of ['GO_VERSION', 'VERSION', 'APP_HOME', 'GOLANGCI_LINT_VERSION', 'PYTHON_VERSION', 'path'])
    assert.ok(!isReadByPrograms(name), name);
});
