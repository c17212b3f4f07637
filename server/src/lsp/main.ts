import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './server.ts';

// Reads its transport from the arguments: --node-ipc from VS Code, --stdio from other editors.
// What the build lays beside the bundle; run from source, there is none.
serve(createConnection(ProposedFeatures.all), typeof __dirname === 'string' ? __dirname : undefined);
