import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './server.ts';

// Reads its transport from the arguments: --node-ipc from VS Code, --stdio from other editors.
serve(createConnection(ProposedFeatures.all));
