import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BUILD_CHECKS } from '../core/dockerfileLanguage.ts';
import { isSuppressed, nextYamlLine, parseFileSuppressions, parseSuppressions } from './suppressions.ts';

const yaml = (text: string) => parseSuppressions(text, { next: nextYamlLine(text) });
const hides = (text: string, name: string, marker: string): boolean =>
  isSuppressed(yaml(text), [name], text.indexOf(marker));

test('a comment line silences the next line that has content', () => {
  const text = '# gantry: ignore a/x — because\n\n# more\nfirst: 1\nsecond: 2\n';
  assert.equal(hides(text, 'a/x', 'first'), true);
  assert.equal(hides(text, 'a/x', 'second'), false);
  assert.equal(hides(text, 'a/y', 'first'), false);
});

test('a comment behind content silences that line', () => {
  const text = 'first: 1 # gantry: ignore x, y -- because z\nsecond: 2\n';
  assert.deepEqual(
    [hides(text, 'x', 'first'), hides(text, 'y', 'first'), hides(text, 'z', 'first'), hides(text, 'x', 'second')],
    [true, true, false, false],
  );
});

test('ignore-file reaches everywhere, and is found without knowing scopes', () => {
  const text = 'a: 1\n# gantry: ignore-file x\nb: 2\n';
  assert.equal(hides(text, 'x', 'a'), true);
  assert.deepEqual(
    parseFileSuppressions(text).map(({ names }) => names),
    [['x']],
  );
  assert.deepEqual(parseFileSuppressions('# gantry: ignore x\na: 1\n'), []);
});

test('a comment without a rule silences nothing', () => {
  assert.deepEqual(yaml('# gantry: ignore\na: 1\n'), []);
  assert.deepEqual(yaml('# gantry: ignore — all of it\na: 1\n'), []);
});

test("other tools' comments and annotations count", () => {
  const scopes = {
    next: () => ({ start: 100, end: 110 }),
    stage: () => ({ start: 200, end: 210 }),
    isDirective: (offset: number) => offset === 0,
    isText: () => false,
  };
  const names = (text: string) => parseSuppressions(text, scopes).map((each) => [each.names, each.span.start]);
  assert.deepEqual(names('# hadolint ignore=DL3006,DL3007\n'), [[['DL3006', 'DL3007'], 100]]);
  assert.deepEqual(names('# hadolint stage ignore = DL3002\n'), [[['DL3002'], 200]]);
  assert.deepEqual(names('# hadolint global ignore=DL3002\n'), [[['DL3002'], 0]]);
  assert.deepEqual(names('# check=skip=JSONArgsRecommended,StageNameCasing;error=true\n'), [
    [['JSONArgsRecommended', 'StageNameCasing'], 0],
  ]);
  assert.deepEqual(names('# check=error=true;skip=all\n'), [[BUILD_CHECKS, 0]]);
  assert.deepEqual(names('# a\n# check=skip=all\n'), [], 'only as a directive');
  assert.deepEqual(names('# tally ignore=hadolint/DL3006,tally/no-x;reason=why\n'), [[['DL3006', 'tally/no-x'], 100]]);
  assert.deepEqual(names('# tally global ignore=buildkit/StageNameCasing\n'), [[['StageNameCasing'], 0]]);
  assert.deepEqual(names('# dockerfile-utils: ignore\n'), [[['all'], 100]]);
  const annotations =
    'metadata:\n  annotations:\n    ignore-check.kube-linter.io/latest-tag: "reason"\n    "kube-score/ignore": a,b\n';
  assert.deepEqual(names(annotations), [
    [['kube-linter:latest-tag'], 0],
    [['kube-score:a', 'kube-score:b'], 0],
  ]);
});
