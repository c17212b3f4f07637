import { detached } from '../../../core/text.ts';
import { asList, asMap } from '../../yaml/node.ts';
import { stringOf } from '../../yaml/scalar.ts';
import { parseDocument } from '../../yaml/document.ts';
import { splitDocuments } from '../../yaml/split.ts';
import { get, mapsIn, textsIn } from './values.ts';

const MARK = 'MutatingWebhookConfiguration';
const ALL = '*';

/**
 * The groups whose objects a webhook of the file may complete before the API server looks at them, `*` for all; also
 * where a program writes the rules later, or a template does.
 */
export function mutatedGroups(text: string): string[] {
  if (!text.includes(MARK)) return [];
  const groups = splitDocuments(text).flatMap(({ start, end }) => {
    const document = text.slice(start, end);
    return /^kind:[ \t]*["']?MutatingWebhookConfiguration\b/m.test(document) ? groupsIn(document) : [];
  });
  return [...new Set(groups)];
}

function groupsIn(text: string): string[] {
  const { root } = parseDocument(text);
  const hooks = asList(get(asMap(root), 'webhooks'))?.items ?? [];
  if (!root || stringOf(get(asMap(root), 'kind')) !== MARK) return [ALL];
  return hooks.flatMap((hook) => {
    const groups = mapsIn(asMap(hook), 'rules').flatMap((rule) => textsIn(rule, 'apiGroups'));
    return groups.length === 0 ? [ALL] : groups.map(detached);
  });
}
