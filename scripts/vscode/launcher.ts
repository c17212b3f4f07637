/**
 * Stands in for the desktop program where none can be had: takes its arguments, runs the same tests in the extension
 * host of the browser workbench, and ends with their exit code.
 */
import type { Page } from 'playwright-core';
import { parseLaunchArguments, type LaunchArguments } from './arguments.ts';
import { launchChromium } from './chromium.ts';
import { exitOnSignals, exitWithParent } from '../lib/process.ts';
import { startWorkbench, type Workbench } from './workbench.ts';

const PATIENCE_MILLIS = 150_000;
/** What the suite prints begins with this; everything else is the editor's own log. */
const SIGN = '│';

const launch = parseLaunchArguments(process.argv.slice(2));
const editorLog: string[] = [];
exitOnSignals();
exitWithParent();
const browser = await launchChromium();
const workbench = await startWorkbench({
  dataDir: launch.userDataDir,
  extensionsDir: launch.extensionsDir,
  settings: { 'security.workspace.trust.enabled': !launch.trustEverything, 'workbench.startupEditor': 'none' },
});
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  process.exitCode = await runTests(page, workbench, launch);
} finally {
  if (process.exitCode !== 0) console.error(['The editor’s own log:', ...editorLog.slice(-80)].join('\n'));
  await browser.close();
  await workbench.stop();
}

/** The workbench reports a test run in a browser by calling two functions that its host puts on the page. */
async function runTests(
  page: Page,
  { windowUrl, remoteUri }: Workbench,
  { folder, developmentPath, testsPath }: LaunchArguments,
) {
  if (testsPath === undefined) throw new Error('The launcher runs tests: it needs --extensionTestsPath=….');
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  await page.exposeFunction('codeAutomationExit', resolve);
  await page.exposeFunction('codeAutomationLog', (level: string, args: readonly unknown[]) => {
    const line = args.map(String).join(' ');
    if (line.startsWith(SIGN)) console.log(` ${line.slice(SIGN.length)}`);
    else editorLog.push(`[${level}] ${line}`);
  });
  page.on('crash', () => reject(new Error('The page of the workbench crashed.')));
  const payload = {
    ...(developmentPath !== undefined && { extensionDevelopmentPath: remoteUri(developmentPath) }),
    extensionTestsPath: remoteUri(testsPath),
    skipWelcome: 'true',
  };
  await page.goto(windowUrl(folder, payload));
  const timer = setTimeout(
    () => reject(new Error(`The tests did not end within ${PATIENCE_MILLIS / 1000} s.`)),
    PATIENCE_MILLIS,
  );
  return promise.finally(() => clearTimeout(timer));
}
