import { kubernetesCompletion } from '../services/kubernetes/completion.ts';
import { kubernetesHover } from '../services/kubernetes/hover.ts';
import type { Question } from '../services/kubernetes/question.ts';
import type { OpenServices } from './openServices.ts';
import { pathOf } from './paths.ts';
import type { Session } from './session.ts';

/** Undefined for any document that is no YAML. */
export function kubernetesServices(session: Session, uri: string): OpenServices | undefined {
  const document = session.documents.get(uri);
  if (document?.languageId !== 'yaml') return undefined;
  const question = (offset: number): Question => ({
    file: session.yaml(document),
    offset,
    locale: session.client.locale,
    path: pathOf(uri),
    describe: session.describe,
  });
  return {
    document,
    completion(offset) {
      const entries = kubernetesCompletion(question(offset));
      return entries.length > 0 ? entries : undefined;
    },
    hover: (offset) => kubernetesHover(question(offset)),
    outline: () => undefined,
    folds: () => undefined,
    selections: () => undefined,
    links: () => undefined,
    definition: () => undefined,
    places: () => undefined,
    prepareRename: () => undefined,
    rename: () => undefined,
    format: () => undefined,
    onType: () => undefined,
  };
}
