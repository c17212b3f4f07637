import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BUILD_CHECKS } from '../../core/dockerfileLanguage.ts';
import { parseDockerfile } from '../dockerfile.ts';
import { isSuppressed } from '../suppressions.ts';
import { dockerfileSuppressions } from './suppressions.ts';

/** The lines, from 1, on which a name is silenced. */
function silent(name: string, text: string): number[] {
  const hidden = dockerfileSuppressions(parseDockerfile(text));
  const starts = [0, ...[...text.matchAll(/\n(?!$)/g)].map(({ index }) => index + 1)];
  return starts.flatMap((start, line) => (isSuppressed(hidden, [name], start) ? [line + 1] : []));
}

test('a comment silences the instruction below it, all of its lines', () => {
  assert.deepEqual(silent('DL3002', 'FROM a\n# hadolint ignore=DL3002\nUSER root\nUSER 0\n'), [2, 3]);
  assert.deepEqual(silent('DL3003', 'FROM a\n# hadolint ignore=DL3003\nRUN a \\\n && cd b\nRUN cd c\n'), [2, 3, 4]);
  assert.deepEqual(silent('DL3003', 'FROM a\n# hadolint ignore=DL3003\nRUN <<E\ncd b\nE\nRUN cd c\n'), [2, 3, 4, 5]);
  assert.deepEqual(silent('DL3002', 'FROM a\n# hadolint ignore=DL3003\nUSER root\n'), []);
});

// hadolint itself looks at the next line and no further; tally does as we do.
test('several comments and blank lines above an instruction are all about it', () => {
  const text = 'FROM a\n# hadolint ignore=DL3002\n# hadolint ignore=DL3003\n\n# why\nUSER root\nUSER 0\n';
  assert.deepEqual(silent('DL3002', text), [2, 3, 4, 5, 6]);
  assert.deepEqual(silent('DL3003', text), [3, 4, 5, 6]);
});

test('a comment inside a continued instruction is about that instruction', () => {
  assert.deepEqual(silent('x', 'FROM a\nRUN a && \\\n  # gantry: ignore x\n  b\nRUN c\n'), [2, 3, 4]);
});

test('neither a heredoc nor the end of a line holds a comment', () => {
  assert.deepEqual(silent('x', 'FROM a\nRUN <<E\n# gantry: ignore-file x\nE\n'), []);
  assert.deepEqual(silent('x', 'FROM a\nUSER root # gantry: ignore x\n'), []);
});

test('a stage is silenced from above its FROM or from inside', () => {
  const text = (at: 'above' | 'inside', comment = '# hadolint stage ignore=DL3002\n'): string =>
    `FROM a\nUSER 0\n${at === 'above' ? comment : ''}FROM b\n${at === 'inside' ? comment : ''}USER 0\nFROM c\nUSER 0\n`;
  assert.deepEqual(silent('DL3002', text('above')), [4, 5]);
  assert.deepEqual(silent('DL3002', text('inside')), [3, 4, 5]);
  assert.deepEqual(silent('x', '# gantry: ignore-stage x\nARG A=b\nFROM $A\nFROM c\n'), [3]);
});

test('what is told of FROM counts where the ARG in it gets its value', () => {
  const text = 'ARG TAG=latest\nARG OTHER=latest\n# hadolint ignore=DL3007\nFROM debian:$TAG\n';
  const hidden = dockerfileSuppressions(parseDockerfile(text));
  assert.equal(isSuppressed(hidden, ['DL3007'], text.indexOf('latest')), true);
  assert.equal(isSuppressed(hidden, ['DL3007'], text.lastIndexOf('latest')), false);
});

// From here on the expectations are what BuildKit 0.34.2 reports.
test('check as a directive reaches the whole file, up to the first space', () => {
  const after = (check: string) => silent('FromAsCasing', `${check}\nFROM scratch as A\n`).includes(2);
  assert.equal(after('# check=skip=StageNameCasing,FromAsCasing'), true);
  assert.equal(after('# check=skip=StageNameCasing, FromAsCasing'), false);
  assert.equal(after('#CHECK = skip=FromAsCasing // because'), true);
  assert.equal(after('# check=error=true;skip=all'), true);
  assert.equal(after('# a comment first\n#\n# check=skip=FromAsCasing'), false);
  assert.deepEqual(silent('DL3002', '# check=skip=all\nFROM a\nUSER root\n'), [], 'only checks of the build');
  assert.ok(BUILD_CHECKS.every((check) => silent(check, '# check=skip=all\nFROM a\n').length === 2));
});

test('check above an instruction counts for that one, the first of several', () => {
  const above = (lines: string) => silent('StageNameCasing', `ARG A\n${lines}FROM scratch AS A\nFROM a AS B\n`);
  assert.deepEqual(above('# x\n# check=skip=StageNameCasing\n\n'), [5]);
  assert.deepEqual(above('# check=skip=StageNameCasing\n#\n'), []);
  assert.deepEqual(above('# check=skip=FromAsCasing\n# check=skip=StageNameCasing\n'), []);
  assert.deepEqual(above('# check=skip=StageNameCasing;warn=true\n'), []);
  assert.deepEqual(
    silent('UndefinedVar', '# syntax=docker/dockerfile:1.20\nFROM a\n# check=skip=UndefinedVar\nENV a=$b\n'),
    [],
  );
});
