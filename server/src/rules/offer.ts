import type { Edits } from '../parse/yaml/edit.ts';
import type { YamlDocument } from '../parse/yaml/document.ts';
import type { YamlNode } from '../parse/yaml/node.ts';
import type { Fix } from './define.ts';

/** A fix that somebody has to choose, if it can be made. */
export function offer(edits: Edits, fix: (change: Omit<Fix, 'title'>) => Fix): readonly Fix[] {
  return edits ? [fix({ safe: false, edits: () => edits })] : [];
}

/** An edit of nodes that no alias shares with another place, where it would be made as well. */
export function unshared(document: YamlDocument, nodes: readonly (YamlNode | undefined)[], edit: () => Edits): Edits {
  return nodes.some((node) => node && document.shared.has(node)) ? undefined : edit();
}
