import { dirname } from '../core/path.ts';
import { contextFiles } from '../parse/dockerfile/contextSources.ts';
import type { Dockerfile } from '../parse/dockerfile.ts';
import { parseGoMod, type Versioned } from '../parse/goMod.ts';
import type { ModuleFile, Workspace } from './workspace.ts';

/** The `go` line of the go.work that lies above a module and gets into the build with it. */
export function workLine(
  { path, dockerfile }: { readonly path: string; readonly dockerfile: Dockerfile },
  module: ModuleFile,
  workspace: Workspace,
): { readonly path: string; readonly line: Versioned } | undefined {
  const works = workspace.disk.buildFiles.filter(
    ({ kind, path: at }) => kind === 'goWork' && `${dirname(module.path)}/`.startsWith(`${dirname(at)}/`),
  );
  const nearest = works.toSorted((a, b) => b.path.length - a.path.length)[0];
  const line = nearest && parseGoMod(nearest.text).go;
  if (!nearest || !line || dockerfile.stages.some(({ env }) => env.has('GOWORK'))) return undefined;
  const files = contextFiles(dockerfile);
  const context = workspace.contextOf(path, dockerfile);
  const isInContext =
    dirname(nearest.path) === dirname(path) ||
    (context !== undefined && nearest.path.startsWith(`${context.folder}/`) && !context.keptOutBy('go.work'));
  const comes = files.some((file) => file.endsWith('go.work')) || (files.includes('') && isInContext);
  return comes ? { path: nearest.path, line } : undefined;
}
