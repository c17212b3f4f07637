/**
 * Reads what Kubernetes' API takes out of the official JavaScript client, which is generated from the OpenAPI document
 * of a release. The client is looked at as text: nothing of it is run.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../setup.mjs';

/** The package, as esbuild names it. */
export const CLIENT = 'node_modules/@kubernetes/client-node';

const GENERATED = join(ROOT, CLIENT, 'dist', 'gen');

export interface Model {
  /** `V1Probe`. */
  readonly name: string;
  readonly description: string;
  readonly fields: readonly Field[];
}

interface Field {
  /** As a manifest has it. */
  readonly name: string;
  /** `Array<V1Container>`, `{ [key: string]: string; }`, `number`. */
  readonly type: string;
  /** `int32`, `date-time`, `byte` or ''. */
  readonly format: string;
  readonly required: boolean;
  readonly description: string;
}

export interface Kind {
  /** `apps/v1`. */
  readonly apiVersion: string;
  readonly kind: string;
  readonly model: string;
  readonly namespaced: boolean;
}

/** `1.36`. */
export function readRelease(): string {
  const [, release = ''] = /OpenAPI spec version: release-([\d.]+)/.exec(read('models/V1Pod.d.ts')) ?? [];
  return release;
}

export function readModels(): Model[] {
  return globSync('models/*.d.ts', { cwd: GENERATED })
    .toSorted()
    .flatMap((file) => readModel(read(file), read(file.replace(/\.d\.ts$/, '.js'))) ?? []);
}

function readModel(types: string, source: string): Model | undefined {
  const head = /(?:\/\*\*([^]*?)\*\/\s*)?export declare class (\w+) \{/.exec(types.slice(types.indexOf('*/') + 2));
  const [, comment = '', name] = head ?? [];
  if (name === undefined) return undefined;
  const declared = new Map<string, { optional: boolean; description: string }>();
  const body = types.slice(types.indexOf(`class ${name} {`), types.indexOf('static readonly discriminator'));
  for (const [, text = '', property = '', optional] of body.matchAll(
    /(?:\/\*\*((?:(?!\*\/)[^])*)\*\/\s*)?'([^']+)'(\?)?: /g,
  )) {
    declared.set(property, { optional: optional !== undefined, description: plainText(text) });
  }
  const fields = [
    ...source.matchAll(/"name": "([^"]+)",\s+"baseName": "([^"]+)",\s+"type": "([^"]+)",\s+"format": "([^"]*)"/g),
  ];
  return {
    name,
    description: plainText(comment.slice(comment.lastIndexOf('/**') + 1)),
    fields: fields.map(([, property = '', base = '', type = '', format = '']) => ({
      name: base,
      type,
      format,
      required: declared.get(property)?.optional === false,
      description: declared.get(property)?.description ?? '',
    })),
  };
}

/** A comment without its stars; the client's generator escapes quotes and ampersands. */
function plainText(comment: string): string {
  return comment
    .replace(/^[ \t]*\*?[ \t]?/gm, '')
    .replace(/\\(['"`])/g, '$1')
    .replace(/\\?&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Kinds that can be created by themselves, not the subresources of others. */
export function readKinds(): Kind[] {
  const kinds = globSync('apis/*Api.js', { cwd: GENERATED }).flatMap((file) =>
    read(file)
      .split(/\n {4}async (?=\w)/)
      .flatMap((method) => readKind(method) ?? []),
  );
  return kinds.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function readKind(method: string): Kind | undefined {
  const [, kind] = /^create(?:Namespaced)?(\w+)\(/.exec(method) ?? [];
  const [, path = ''] = /const localVarPath = '([^']+)'/.exec(method) ?? [];
  const [, model] = /ObjectSerializer\.serialize\(body, "(\w+)"/.exec(method) ?? [];
  const [, core, group, version] = /^\/(?:api\/(v\w+)|apis\/([^/]+)\/(v\w+))\//.exec(path) ?? [];
  if (kind === undefined || model === undefined || path.includes('{name}')) return undefined;
  const apiVersion = core ?? (group === undefined ? undefined : `${group}/${version}`);
  return apiVersion === undefined ? undefined : { apiVersion, kind, model, namespaced: path.includes('{namespace}') };
}

function keyOf({ apiVersion, kind }: Kind): string {
  return `${apiVersion}/${kind}`;
}

function read(file: string): string {
  return readFileSync(join(GENERATED, file), 'utf8');
}
