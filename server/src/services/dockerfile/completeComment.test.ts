import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complete, labels, taken } from '../../testing/completions.ts';

test('directives: at the very top, each once', () => {
  assert.deepEqual(labels('#|'), ['syntax=docker/dockerfile:1', 'check=', 'escape=`']);
  assert.deepEqual(labels('# syntax=docker/dockerfile:1\n# |\nFROM a'), ['check=', 'escape=`']);
  assert.equal(taken('# s|', 'syntax=docker/dockerfile:1'), '# syntax=docker/dockerfile:1');
  assert.deepEqual(labels('# syntax=|'), ['docker/dockerfile:1', 'docker/dockerfile:1-labs']);
  assert.deepEqual(labels('# escape=|'), ['`', '\\']);
  assert.deepEqual(labels('# |\nFROM a\nRUN a \\\n  b\n'), ['syntax=docker/dockerfile:1', 'check=']);
  for (const marked of ['\n# |', 'FROM a\n# |', '# note\n# s|', '# |Copyright 2026', '# Bu|ild the api'])
    assert.deepEqual(labels(marked), [], marked);
});

test('directives: check= with its options and the checks that are not listed', () => {
  assert.deepEqual(labels('# check=|'), ['skip=', 'error=']);
  assert.deepEqual(labels('# check=skip=JSONArgsRecommended;|'), ['error=']);
  assert.deepEqual(labels('# check=error=|'), ['true']);
  const all = labels('# check=skip=|');
  assert.ok(all.includes('StageNameCasing') && all.includes('all'));
  const more = labels('# check=skip=StageNameCasing,|');
  assert.ok(!more.includes('StageNameCasing') && more.includes('UndefinedVar') && !more.includes('all'));
  assert.equal(
    taken('# check=skip=UndefinedVar,Stage|', 'StageNameCasing'),
    '# check=skip=UndefinedVar,StageNameCasing',
  );
  assert.match(
    complete('# check=skip=|').find(({ label }) => label === 'JSONArgsRecommended')?.documentation ?? '',
    /rule\/json-args-recommended\//,
  );
});

test('our own pragma, once it is begun, and the rules that it may name', () => {
  assert.deepEqual(labels('FROM a\n# g|'), ['gantry: ignore', 'gantry: ignore-stage', 'gantry: ignore-file']);
  assert.deepEqual(labels('FROM a\n# gantry: ignore-s|'), ['gantry: ignore-stage']);
  assert.equal(taken('FROM a\n# gan|', 'gantry: ignore'), 'FROM a\n# gantry: ignore ');
  const rules = labels('FROM a\n# gantry: ignore |');
  assert.ok(rules.includes('dockerfile/latest-tag') && rules.includes('workspace/go-mod-newer-than-image'));
  assert.ok(!rules.some((rule) => rule.startsWith('kubernetes/')));
  assert.ok(!labels('FROM a\n# gantry: ignore dockerfile/latest-tag, |').includes('dockerfile/latest-tag'));
  for (const marked of [
    'FROM a\n# |',
    'FROM a\n# get|',
    'FROM a\n# gantry: ignore dockerfile/latest-tag - the |',
    'FROM a\nRUN x # g|',
  ])
    assert.deepEqual(labels(marked), [], marked);
});
