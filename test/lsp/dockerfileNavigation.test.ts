import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type {
  CompletionItem,
  DocumentHighlight,
  DocumentLink,
  Location,
  SelectionRange,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { asker, begin, DOCKERFILE, opened, POOR, range, RICH, URI, withClient } from './dockerfiles.ts';

test(
  'definition, references and highlights',
  withClient(async (client) => {
    const at = await opened(client, DOCKERFILE.replace('--from=build', '--from=bu|ild'));
    const lines = (found: readonly Location[]) => found.map(({ range: { start } }) => [start.line, start.character]);
    assert.deepEqual(lines(await at.here<Location[]>('definition')), [[0, 27]]);
    const all = { context: { includeDeclaration: true } };
    const uses = { context: { includeDeclaration: false } };
    assert.deepEqual(lines(await at.ask<Location[]>('references', 5, 13, all)), [
      [0, 27],
      [5, 12],
    ]);
    assert.deepEqual(lines(await at.ask<Location[]>('references', 5, 13, uses)), [[5, 12]]);
    const highlights = await at.ask<DocumentHighlight[]>('documentHighlight', 5, 13);
    assert.deepEqual(
      highlights.map(({ kind }) => kind),
      [3, 2],
    );
  }),
);

test(
  'rename: the name, the edits, and who else has to know',
  withClient(async (client) => {
    const at = await opened(client, DOCKERFILE.replace('ARG VERSION', 'ARG VER|SION'));
    const said: string[] = [];
    client.connection.onNotification(
      'window/showMessage',
      ({ message }: { message: string }) => void said.push(message),
    );
    assert.deepEqual(await at.here('prepareRename'), { range: range(1, 4, 11), placeholder: 'VERSION' });
    const edit = await at.here<WorkspaceEdit>('rename', { newName: 'RELEASE' });
    const [change] = edit.documentChanges ?? [];
    assert.ok(change && 'edits' in change);
    assert.deepEqual(change.textDocument, { uri: URI, version: 1 });
    assert.deepEqual(change.edits.length, 2);
    assert.match(edit.changeAnnotations?.['outside']?.description ?? '', /--build-arg VERSION/);
    assert.deepEqual(
      said,
      [edit.changeAnnotations?.['outside']?.description],
      'nobody but a caller can give it a value',
    );
  }),
);

test(
  'rename: refuses with one sentence',
  withClient(async (client) => {
    const at = await opened(client, 'FROM a AS bu|ild\nFROM b AS two\n', { capabilities: POOR });
    await assert.rejects(
      at.ask('prepareRename', 0, 1),
      /^Error: Only stages and variables of this file can be renamed\.$/,
    );
    await assert.rejects(at.here('rename', { newName: '1' }), /begins with a letter/);
    await assert.rejects(at.here('rename', { newName: 'two' }), /a stage `two` already/);
    const edit = await at.here<WorkspaceEdit>('rename', { newName: 'compile' });
    assert.deepEqual(edit, { changes: { [URI]: [{ range: range(0, 10, 15), newText: 'compile' }] } });
  }),
);

test(
  'formatting: the whole, and lines of it',
  withClient(async (client) => {
    const { ask } = await opened(client, '|FROM a  \nRUN one \\\n&& two\nCMD ["x"] \n');
    const options = { tabSize: 2, insertSpaces: true };
    const edits = await ask<TextEdit[]>('formatting', 0, 0, { options });
    assert.deepEqual(
      edits.toSorted((a, b) => a.range.start.line - b.range.start.line),
      [
        { range: range(0, 6, 8), newText: '' },
        { range: range(2, 0, 0), newText: '  ' },
        { range: range(3, 9, 10), newText: '' },
      ],
    );
    const lines = { start: { line: 1, character: 0 }, end: { line: 2, character: 6 } };
    assert.deepEqual(await ask<TextEdit[]>('rangeFormatting', 0, 0, { options, range: lines }), [
      { range: range(2, 0, 0), newText: '  ' },
    ]);
  }),
);

test(
  'selection ranges, one inside the other',
  withClient(async (client) => {
    const { ask } = await opened(client, `|${DOCKERFILE}`);
    const [innermost] = await ask<SelectionRange[]>('selectionRange', 0, 0, {
      positions: [{ line: 5, character: 13 }],
    });
    assert.deepEqual(innermost?.range, range(5, 12, 17));
    assert.deepEqual(innermost.parent?.range, range(5, 5, 17));
  }),
);

test(
  'links: images, and files of the context where it is certain which one that is',
  withClient(async (client) => {
    const folder = mkdtempSync(join(tmpdir(), 'gantry-links-'));
    try {
      mkdirSync(join(folder, 'deploy'));
      for (const [file, text] of [
        ['go.mod', 'module example.com/api\n\ngo 1.26\n'],
        ['main.go', 'package main\n'],
        ['deploy/main.go', 'package main\n'],
      ] as const)
        writeFileSync(join(folder, file), text);
      const text = 'FROM golang:1.26-trixie\nCOPY go.mod main.go ./\nCOPY missing deploy /x/\n';
      writeFileSync(join(folder, 'deploy/Dockerfile'), text);
      const base = pathToFileURL(folder).href;
      await begin(client, { capabilities: RICH, workspaceFolders: [{ uri: base, name: 'w' }] });
      await client.open(`${base}/deploy/Dockerfile`, 'dockerfile', text);
      await client.connection.sendRequest('gantry/modules');
      const links = await asker(client, `${base}/deploy/Dockerfile`)<DocumentLink[]>('documentLink', 0, 0);
      assert.deepEqual(
        links.map(({ range: { start }, target }) => [start.line, start.character, target]),
        [
          [0, 5, 'https://hub.docker.com/_/golang'],
          [1, 5, `${base}/go.mod`],
          [1, 12, `${base}/main.go`],
        ],
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }),
);

test(
  'every keystroke is answered by its own text',
  withClient(async (client) => {
    const { ask } = await opened(client, '|FROM a AS one\nFROM b\nCOPY --from=\n');
    await client.change(URI, {
      range: { start: { line: 0, character: 10 }, end: { line: 0, character: 13 } },
      text: 'two',
    });
    const items = await ask<CompletionItem[]>('completion', 2, 12);
    assert.deepEqual(
      items.map(({ label }) => label),
      ['two'],
    );
  }),
);
