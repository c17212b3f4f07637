import { lineIndex } from '../../core/text.ts';
import { asMap, get } from '../../parse/yaml/node.ts';
import { nameAt, sameNames } from '../../parse/kubernetes/symbols.ts';
import { code } from '../markdown.ts';
import { say } from '../strings.ts';
import type { FieldAt } from './fieldAt.ts';
import { manifestsOf, type Question } from './question.ts';

/** What a name refers to: the number of a port, the line where something is declared. */
export function nameText(question: Question, { isKey }: FieldAt): string | undefined {
  if (isKey) return undefined;
  const manifests = manifestsOf(question);
  const name = nameAt(manifests, question.offset);
  if (name?.role !== 'use') return undefined;
  const declared = sameNames(manifests, name).filter(({ role }) => role === 'declaration');
  const [first] = declared;
  if (!first) return undefined;
  const port = name.kind === 'port' || name.kind === 'targetPort' ? portOf(first) : undefined;
  const line = lineIndex(question.file.text).positionAt(first.place.start).line + 1;
  return port === undefined
    ? say('declaredAt', question.locale, { name: code(name.name), line })
    : say('portAt', question.locale, { name: code(name.name), port, line });
}

/** The number beside a port's name. */
function portOf({ scope, name }: { readonly scope: unknown; readonly name: string }): string | undefined {
  const container = isMap(scope) ? scope : undefined;
  const ports = get(container, 'ports');
  const items = ports?.type === 'list' ? ports.items : [];
  for (const item of items) {
    const map = asMap(item);
    const [own, number] = [get(map, 'name'), get(map, 'containerPort')];
    if (own?.type === 'scalar' && own.text === name && number?.type === 'scalar') return number.text;
  }
  return undefined;
}

function isMap(value: unknown): value is Parameters<typeof get>[0] {
  return typeof value === 'object' && value !== null && 'pairs' in value;
}
