import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../core/text.ts';
import { parseDockerfile } from '../dockerfile.ts';
import { uncachedDownload } from './moduleDownload.ts';

function separated(...lines: string[]): string[] {
  const text = `FROM golang:1.27\nWORKDIR /src\n${lines.join('\n')}\n`;
  const [stage] = parseDockerfile(text).stages;
  const edits = stage && uncachedDownload(text, stage)?.edits;
  return edits ? applyEdits(text, edits()).split('\n').slice(2, -1) : [];
}

const FIRST = ['COPY go.mod go.sum ./', 'RUN go mod download', 'COPY . .'];

test('a download of its own moves up', () => {
  assert.deepEqual(separated('COPY . .', 'RUN go mod download', 'RUN go build .'), [...FIRST, 'RUN go build .']);
});

test('a download in front of the build is not said twice', () => {
  assert.deepEqual(separated('COPY . .', 'RUN go mod download && CGO_ENABLED=0 go build .'), [
    ...FIRST,
    'RUN CGO_ENABLED=0 go build .',
  ]);
  assert.deepEqual(separated('COPY . .', 'RUN go mod download && \\', '    go build .'), [...FIRST, 'RUN go build .']);
});

test('with anything else around it, it stays', () => {
  for (const run of [
    'RUN go mod download; go build .',
    'RUN go mod download && (cd a && go build .)',
    'RUN go build .',
  ])
    assert.deepEqual(separated('COPY . .', run), [...FIRST, run]);
});
