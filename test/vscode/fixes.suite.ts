import assert from 'node:assert/strict';
import { Range } from 'vscode';
import { apply, closeAll, codeActions, eventually, findingOf, openText, rulesIn, sample } from './support.ts';

suite('Fixes', () => {
  teardown(closeAll);

  test('a quick-fix changes the text and clears its finding, and only that', async () => {
    const document = await openText(sample('deploy/worker.yaml'));
    const rule = 'kubernetes/gomemlimit-bad-unit';
    const finding = await findingOf(document.uri, rule);
    const before = rulesIn(document.uri);
    const fix = (await codeActions(document.uri, finding.range, 'quickfix')).find(({ isPreferred }) => isPreferred);
    assert.ok(fix);
    await apply(fix);
    assert.match(document.getText(), /value: "?230MiB"?$/m);
    await eventually(
      () => rulesIn(document.uri),
      (rules) => rules.join() === before.filter((each) => each !== rule).join(),
    );
  });

  test('after the fixes come the reason and the ways to silence', async () => {
    const document = await openText(sample('deploy/worker.yaml'));
    const finding = await findingOf(document.uri, 'kubernetes/gomemlimit-bad-unit');
    const actions = await codeActions(document.uri, finding.range, 'quickfix');
    const titles = actions.map(({ title }) => title.replace(/:? kubernetes\/gomemlimit-bad-unit/, ''));
    assert.deepEqual(titles.slice(-3), ['Why this matters', 'Ignore on this line', 'Ignore in this file']);
    assert.ok(titles.length > 3);
  });

  test('ignoring a finding adds a comment that silences it', async () => {
    const document = await openText(sample('worker.Dockerfile'));
    const finding = await findingOf(document.uri, 'dockerfile/latest-tag');
    const actions = await codeActions(document.uri, finding.range, 'quickfix');
    const ignore = actions.find(({ title }) => title.startsWith('Ignore') && title.endsWith('on this line'));
    assert.ok(ignore);
    await apply(ignore);
    assert.match(document.getText(), /^# gantry: ignore dockerfile\/latest-tag$/m);
    await eventually(
      () => rulesIn(document.uri),
      (rules) => !rules.includes('dockerfile/latest-tag'),
    );
  });

  test('fix all clears everything that is safe to fix, at once', async () => {
    const document = await openText(sample('Dockerfile'));
    await findingOf(document.uri, 'dockerfile/copy-all-before-mod');
    const everything = new Range(0, 0, document.lineCount, 0);
    const [fixAll, ...others] = await codeActions(document.uri, everything, 'source.fixAll.gantry');
    assert.ok(fixAll);
    assert.deepEqual(others, []);
    const before = rulesIn(document.uri);
    await apply(fixAll);
    const after = await eventually(
      () => rulesIn(document.uri),
      (rules) => rules.length < before.length,
    );
    assert.deepEqual(
      after.filter((rule) => !before.includes(rule)),
      [],
    );
    assert.deepEqual(await codeActions(document.uri, everything, 'source.fixAll.gantry'), []);
  });
});
