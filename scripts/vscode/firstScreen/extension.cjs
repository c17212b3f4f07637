/**
 * Arranges the window that `npm start` opens: the samples' Dockerfile and manifest with their findings, the list of
 * problems below, and the profiles in sight. It is loaded beside Gantry and is no part of it.
 */
const { commands, TextEditorRevealType, Uri, ViewColumn, window, workspace } = require('vscode');

exports.activate = async () => {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const isArranged = window.tabGroups.all.some(({ tabs }) => tabs.length > 0);
  if (folder === undefined || isArranged) return;
  // Revealing a profile unfolds its folder in the explorer, where a click on it opens the flame graph.
  await commands.executeCommand('revealInExplorer', Uri.joinPath(folder, 'profiles', 'cpu.pprof'));
  const show = (/** @type {string} */ path, /** @type {import('vscode').ViewColumn} */ column) =>
    window.showTextDocument(Uri.joinPath(folder, ...path.split('/')), { viewColumn: column, preview: false });
  const manifest = await show('deploy/api.yaml', ViewColumn.Two);
  const limits = manifest.document.positionAt(manifest.document.getText().indexOf('limits:'));
  manifest.revealRange(manifest.document.lineAt(limits).range, TextEditorRevealType.InCenter);
  await show('Dockerfile', ViewColumn.One);
  await commands.executeCommand('workbench.actions.view.problems');
};
