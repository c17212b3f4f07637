import { workspace } from 'vscode';
import { closeAll, eventually, findingOf, findings, openText, sample } from './support.ts';

const CHINESE = /\p{Script=Han}/u;

suite('Language', () => {
  teardown(async () => {
    await workspace.getConfiguration('gantry').update('language', undefined, true);
    await closeAll();
  });

  test('findings follow the language that the reader chooses', async () => {
    const { uri } = await openText(sample('worker.Dockerfile'));
    await findingOf(uri, 'dockerfile/latest-tag');
    await workspace.getConfiguration('gantry').update('language', 'zh-cn', true);
    await eventually(
      () => findings(uri).map(({ message }) => message),
      (messages) => messages.length > 0 && messages.every((message) => CHINESE.test(message)),
    );
    await workspace.getConfiguration('gantry').update('language', 'en', true);
    await eventually(
      () => findings(uri).map(({ message }) => message),
      (messages) => messages.length > 0 && !messages.some((message) => CHINESE.test(message)),
    );
  });
});
