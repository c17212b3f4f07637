import type { TextDocument } from 'vscode-languageserver-textdocument';
import { documentKind } from '../core/fileKind.ts';
import { parseDockerfile, type Dockerfile } from '../parse/dockerfile.ts';
import type { Question } from '../services/dockerfile/question.ts';
import { pathOf } from './paths.ts';
import type { Session } from './session.ts';

/** An open Dockerfile with its model. */
export interface OpenDockerfile {
  readonly document: TextDocument;
  readonly dockerfile: Dockerfile;
}

const parsed = new WeakMap<TextDocument, { readonly version: number; readonly dockerfile: Dockerfile }>();

/** Undefined for any other document. The model is read once for each version, mostly by the workspace. */
export function dockerfileAt({ documents, index }: Session, uri: string): OpenDockerfile | undefined {
  const document = documents.get(uri);
  if (!document || !isDockerfile(document)) return undefined;
  const known = parsed.get(document);
  if (known?.version === document.version) return { document, dockerfile: known.dockerfile };
  const text = document.getText();
  const path = pathOf(uri);
  const indexed = index.current.dockerfiles.find((file) => file.path === path)?.dockerfile;
  const dockerfile = indexed?.text === text ? indexed : parseDockerfile(text);
  parsed.set(document, { version: document.version, dockerfile });
  return { document, dockerfile };
}

function isDockerfile({ languageId, uri }: TextDocument): boolean {
  return documentKind(pathOf(uri), languageId) === 'dockerfile';
}

/** What the services are asked about at a position. */
export function questionAt(session: Session, { document, dockerfile }: OpenDockerfile, offset: number): Question {
  return {
    dockerfile,
    offset,
    locale: session.rendering().locale,
    goLine: session.index.current.moduleOf(pathOf(document.uri))?.module.go?.version,
    hasPeer: session.client.hasPeer,
  };
}
