import { kubernetesCompletion } from '../services/kubernetes/completion.ts';
import { kubernetesFolds } from '../services/kubernetes/folding.ts';
import { kubernetesHover } from '../services/kubernetes/hover.ts';
import { kubernetesLinks } from '../services/kubernetes/links.ts';
import { kubernetesDefinition, kubernetesPlaces } from '../services/kubernetes/navigation.ts';
import { kubernetesOnType } from '../services/kubernetes/onType.ts';
import { kubernetesOutline } from '../services/kubernetes/outline.ts';
import { manifestsOf, type Question } from '../services/kubernetes/question.ts';
import { kubernetesRename, prepareKubernetesRename } from '../services/kubernetes/rename.ts';
import { kubernetesSelections } from '../services/kubernetes/selection.ts';
import type { OpenServices } from './openServices.ts';
import { pathOf } from './paths.ts';
import type { Session } from './session.ts';

/** Undefined for any document that is neither YAML nor JSON. */
export function kubernetesServices(session: Session, uri: string): OpenServices | undefined {
  const document = session.documents.get(uri);
  if (document?.languageId !== 'yaml' && document?.languageId !== 'json') return undefined;
  const file = session.yaml(document);
  const question = (offset: number): Question => ({
    file,
    offset,
    locale: session.client.locale,
    path: pathOf(uri),
    describe: session.describe,
    kinds: session.index.kinds,
  });
  const manifests = manifestsOf({ file });
  /** YAML of other programs gets nothing. */
  const inManifests = <Answer>(answer: () => Answer): Answer | undefined =>
    manifests.length > 0 ? answer() : undefined;
  return {
    document,
    completion(offset) {
      const entries = kubernetesCompletion(question(offset));
      return entries.length > 0 ? entries : undefined;
    },
    hover: (offset) => kubernetesHover(question(offset)),
    outline: () => kubernetesOutline(manifests),
    folds: () => inManifests(() => kubernetesFolds(file)),
    selections: (offset) => inManifests(() => kubernetesSelections(file, offset)),
    links: () => inManifests(() => kubernetesLinks(manifests)),
    definition: (offset) => inManifests(() => kubernetesDefinition(manifests, offset)),
    places: (offset) => inManifests(() => kubernetesPlaces(manifests, offset)),
    prepareRename: (offset) => prepareKubernetesRename(question(offset)),
    rename: (offset, newName) => kubernetesRename(question(offset), newName),
    format: () => undefined,
    onType: (offset, typed) => kubernetesOnType(question(offset), typed),
  };
}
