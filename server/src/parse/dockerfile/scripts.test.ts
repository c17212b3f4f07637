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

test('PowerShell and cmd are left alone, wherever they are declared', () => {
  assert.deepEqual(words('FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nRUN x\n'), []);
  assert.deepEqual(words('FROM a\nSHELL ["pwsh", "-Command"]\nRUN x\nSHELL ["/bin/bash", "-c"]\nRUN y\n'), ['y']);
  assert.deepEqual(words('FROM a\nSHELL ["cmd", "/S", "/C"]\nRUN x\n'), []);
  assert.deepEqual(words('# hadolint shell=powershell\nFROM a\nRUN x\n'), []);
  assert.deepEqual(words('FROM a\nSHELL ["pwsh"]\nFROM b\nRUN x\n'), ['x'], 'a stage of its own has its own shell');
  assert.deepEqual(words('FROM a AS b\nSHELL ["pwsh"]\nFROM b\nRUN x\n'), [], 'what builds on it inherits it');
  assert.deepEqual(words('FROM a\nRUN <<EOF\n#!/usr/bin/env pwsh\nx\nEOF\n'), []);
});

test('comments and blank lines in a continuation are nothing to the shell, but move no place', () => {
  const text = 'FROM a\nRUN x \\\n# don\'t \\\n\n  # "\n  y\\\n  z # w \\\n  && v\n';
  const found = commandsOf(text).map(({ words: all, span }) => [
    all.map((word) => word.text),
    text.slice(span.start, span.end),
  ]);
  // The lines are one to the shell, so that its own comment takes the rest.
  assert.deepEqual(found, [[['x', 'y', 'z'], 'x \\\n# don\'t \\\n\n  # "\n  y\\\n  z']]);
});

test('a continuation may run through a word', () => {
  const text = 'FROM a\nRUN go bui\\\nld\n';
  const [command] = commandsOf(text);
  assert.deepEqual(command!.words[1]!.value, 'build');
  assert.equal(text.slice(command!.words[1]!.span.start, command!.words[1]!.span.end), 'bui\\\nld');
});

test('places of sh -c are exact, in quotes, in JSON, with a backtick as escape character', () => {
  for (const text of [
    "FROM a\nRUN bash -c 'x && go \\\n  build'\n",
    'FROM a\nRUN ["/bin/sh", "-ec", "x && go build"]\n',
    '# escape=`\nFROM a\nRUN sh -c "x `\n && go `\n build"\n',
  ]) {
    const build = commandsOf(text).findLast(({ words: all }) => all[0]?.value === 'go')!;
    assert.match(text.slice(build.span.start, build.span.end), /^go\s+(?:[\\`]\s+)?build$/);
  }
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
