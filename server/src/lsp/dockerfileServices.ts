import { join } from '../core/path.ts';
import type { Dockerfile } from '../parse/dockerfile.ts';
import { contextSources } from '../parse/dockerfile/contextSources.ts';
import type { DocumentLink } from '../services/answers.ts';
import { dockerfileCompletion } from '../services/dockerfile/completion.ts';
import { dockerfileFolds } from '../services/dockerfile/folding.ts';
import { dockerfileFormat } from '../services/dockerfile/format.ts';
import { dockerfileHover } from '../services/dockerfile/hover.ts';
import { dockerfileLinks } from '../services/dockerfile/links.ts';
import { dockerfileDefinition, dockerfilePlaces } from '../services/dockerfile/navigation.ts';
import { dockerfileOutline } from '../services/dockerfile/outline.ts';
import { dockerfileRename, prepareRename } from '../services/dockerfile/rename.ts';
import { dockerfileSelections } from '../services/dockerfile/selection.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { dockerfileAt, questionAt } from './dockerfileDocuments.ts';
import type { OpenServices } from './openServices.ts';
import { pathOf, uriOf } from './paths.ts';
import type { Session } from './session.ts';

/** Undefined for any document that is no Dockerfile. */
export function dockerfileServices(session: Session, uri: string): OpenServices | undefined {
  const open = dockerfileAt(session, uri);
  if (!open) return undefined;
  const { document, dockerfile } = open;
  const question = (offset: number) => questionAt(session, open, offset);
  return {
    document,
    completion: (offset) => dockerfileCompletion(question(offset)),
    hover: (offset) => dockerfileHover(question(offset)),
    outline: () => dockerfileOutline(dockerfile),
    folds: () => dockerfileFolds(dockerfile),
    selections: (offset) => dockerfileSelections(dockerfile, offset),
    links: () => [...dockerfileLinks(dockerfile), ...contextFiles(pathOf(uri), dockerfile, session.index.current)],
    definition: (offset) => dockerfileDefinition(dockerfile, offset),
    places: (offset) => dockerfilePlaces(dockerfile, offset),
    prepareRename: (offset) => prepareRename(question(offset)),
    rename: (offset, newName) => dockerfileRename(question(offset), newName),
    format: ({ insertSpaces, tabSize }) =>
      dockerfileFormat(dockerfile, { indent: insertSpaces ? ' '.repeat(tabSize) : '\t' }),
    onType: () => [],
  };
}

/** The files that COPY and ADD take. */
function contextFiles(path: string, dockerfile: Dockerfile, workspace: Workspace): DocumentLink[] {
  const context = workspace.contextOf(path, dockerfile);
  if (!context) return [];
  return contextSources(dockerfile).flatMap(({ span, path: source }) =>
    context.kindAt(source) === 'file' ? [{ span, target: uriOf(join(context.folder, source)) }] : [],
  );
}
