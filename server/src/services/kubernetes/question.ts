import { kindSchema, type KindSchema } from '../../core/kubernetes/schema.ts';
import type { Locale } from '../../engine/catalogue.ts';
import { parseKubernetes, type PlacedManifest } from '../../parse/kubernetes.ts';
import type { PlacedDocument, YamlFile } from '../../parse/yaml.ts';
import { parseDocument } from '../../parse/yaml/document.ts';
import type { CustomKinds, TypeName } from '../../workspace/customKinds.ts';

/** What the services are asked about, and what they know besides the file. */
export interface Question {
  readonly file: YamlFile;
  readonly offset: number;
  readonly locale: Locale;
  /** Where the file lies: some names belong to other programs. */
  readonly path?: string;
  /** What Kubernetes' documentation says of a type or a field, as `V1Probe.periodSeconds`; nothing without the texts. */
  readonly describe?: (key: string) => string | undefined;
  /** What CustomResourceDefinitions around define. */
  readonly kinds?: CustomKinds | undefined;
}

/** What is known of a kind: of Kubernetes itself, or of a definition around. */
export function schemaOf(
  { kinds, path = '' }: Pick<Question, 'kinds' | 'path'>,
  type: TypeName,
): KindSchema | undefined {
  return kindSchema(type.apiVersion, type.kind) ?? kinds?.of(path, type)?.described;
}

const NOTHING: PlacedDocument = { document: parseDocument(''), offset: 0 };

/** The document that an offset of the file is in; above a `---` it is the one before. */
export function documentAt({ text, documents }: YamlFile, offset: number): PlacedDocument {
  const isAbove = /^---(?:\s|$)/.test(text.slice(offset, offset + 4));
  const at = isAbove && offset > 0 ? offset - 1 : offset;
  return documents.findLast((each) => each.offset <= at) ?? documents[0] ?? NOTHING;
}

/** Whether a document was read at all: the source of a template says nothing yet, nor does one that Git has torn. */
export function isRead({ document }: PlacedDocument): boolean {
  return document.problems.every(({ kind }) => kind === 'syntax' || kind === 'alias');
}

export function manifestsOf({ file }: Pick<Question, 'file'>): readonly PlacedManifest[] {
  return parseKubernetes(file);
}
