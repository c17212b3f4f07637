import { URI } from 'vscode-uri';
import { toPosix } from '../host/files.ts';

/** The engine's path for a document: absolute with forward slashes, or the URI itself for what is not on disk. */
export function pathOf(uri: string): string {
  const parsed = URI.parse(uri);
  return parsed.scheme === 'file' ? toPosix(parsed.fsPath) : uri;
}

export function uriOf(path: string): string {
  return /^[a-z][a-z0-9+.-]+:/i.test(path) && !/^[a-z]:/i.test(path) ? path : URI.file(path).toString();
}
