import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDockerfile } from '../dockerfile.ts';
import { goArguments, goCommands } from './goCommands.ts';

const commandsOf = (text: string) =>
  parseDockerfile(text)
    .stages.at(-1)!
    .runs.flatMap((run) => run.commands());
const words = (text: string): string[] =>
  commandsOf(text).map((command) => command.words.map((word) => word.text).join(' '));

test('commands are found in shell form, JSON, sh -c and heredocs', () => {
  assert.deepEqual(words('FROM a\nRUN x && y\n'), ['x', 'y']);
  assert.deepEqual(words('FROM a\nRUN ["x", "y z"]\n'), ['x y z']);
  assert.deepEqual(words('FROM a\nRUN ["sh", "-c", "x; y"]\n'), ['x', 'y']);
  assert.deepEqual(words('FROM a\nRUN bash -ec "x && y"\n'), ['bash -ec "x && y"', 'x', 'y']);
  assert.deepEqual(words('FROM a\nRUN <<EOF\nx\ny\nEOF\n'), ['x', 'y']);
  assert.deepEqual(words('FROM a\nRUN <<-EOF\n\tx\n\tEOF\n'), ['x']);
  assert.deepEqual(words('FROM a\nRUN x <<EOF && y\nno command\nEOF\n'), ['x', 'y']);
});

test('what no POSIX shell reads is left alone', () => {
  assert.deepEqual(words('FROM a\nRUN <<EOF\n#!/usr/bin/env python3\nimport os\nEOF\n'), []);
  assert.deepEqual(words('FROM a\nSHELL ["powershell", "-command"]\nRUN x\n'), []);
  assert.deepEqual(words('FROM a\nRUN <<EOF\n#!/bin/bash -e\nx\nEOF\n'), ['x']);
});

test('places are those of the file, through continuations and heredocs', () => {
  const text = 'FROM a\nRUN x \\\n  # comment\n  && go \\\n  build\nRUN <<-EOF\n\tgo test\n\tEOF\n';
  const found = commandsOf(text).map(({ span }) => text.slice(span.start, span.end));
  assert.deepEqual(found, ['x', 'go \\\n  build', 'go test']);
});

test('wrappers and assignments are told from the program', () => {
  const [command] = commandsOf('FROM a\nRUN A=1 exec env B=2 C="$D" go build\n');
  assert.deepEqual(
    command!.words.map(({ value }) => value),
    ['go', 'build'],
  );
  assert.deepEqual(
    [...command!.assignments],
    [
      ['A', '1'],
      ['B', '2'],
      ['C', undefined],
    ],
  );
});

test('an exported variable holds for what follows', () => {
  const [, after] = commandsOf('FROM a\nRUN export A=1 B; go build\nRUN go test\n');
  assert.deepEqual([...after!.assignments], [['A', '1']]);
  assert.deepEqual([...commandsOf('FROM a\nRUN export A=1\nRUN go test\n')[1]!.assignments], []);
});

test('go commands know their verb, flags, packages and directory', () => {
  const [run] = parseDockerfile(
    'FROM a\nWORKDIR /src\nRUN cd api && go -C sub build -v -tags "a b" --ldflags=-s ./cmd/x ./y\n',
  ).stages[0]!.runs;
  const [build] = goCommands(run!);
  const { flags, packages } = goArguments(build!.args);
  assert.deepEqual([build!.verb, build!.directory], ['build', '/src/api/sub']);
  assert.deepEqual(
    [...flags].map(([name, { value }]) => [name, value]),
    [
      ['v', 'true'],
      ['tags', 'a b'],
      ['ldflags', '-s'],
    ],
  );
  assert.deepEqual(
    packages.map(({ value }) => value),
    ['./cmd/x', './y'],
  );
});
