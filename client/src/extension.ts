import type { ExtensionContext } from 'vscode';
import { registerCommands } from './commands.ts';
import { startServer } from './languageClient.ts';
import { registerNotes } from './notes/register.ts';
import { registerProfileEditor } from './profile/register.ts';

/** Called by the editor once, on the first Dockerfile, YAML file, profile or command. Nothing here waits. */
export function activate(context: ExtensionContext): void {
  const server = startServer(context);
  const notes = registerNotes(context);
  registerProfileEditor(context, { modules: server.modules });
  context.subscriptions.push(...registerCommands(context, server, notes));
}
