import { commandBuilds } from './commands.ts';
import { type Data, list, record, string, yamlDocuments } from './data.ts';
import { contextOf, HIDDEN, type WrittenBuild, type WrittenContext } from './writtenBuild.ts';

/** `docker/build-push-action` and `run:` of a GitHub workflow or action. Paths start at the repository. */
export function workflowBuilds(text: string): WrittenBuild[] {
  return yamlDocuments(text).flatMap((file) => {
    const { jobs, runs, defaults } = record(file);
    const own = workingDirectory(defaults) ?? '';
    return [...Object.values(record(jobs)), runs].flatMap((job) => jobBuilds(record(job), own));
  });
}

/** Every command line of a file with unknown keys; they are run in the folder of the file. */
export function commandFileBuilds(text: string): WrittenBuild[] {
  return yamlDocuments(text)
    .flatMap((file) => commandLines(file))
    .flatMap((line) => commandBuilds(line, ''));
}

function commandLines(value: unknown): string[] {
  if (typeof value === 'string') return /\b(?:build|bud)\b/.test(value) ? [value] : [];
  return (Array.isArray(value) ? value : Object.values(record(value))).flatMap(commandLines);
}

function jobBuilds(job: Data, folder: string): WrittenBuild[] {
  const own = workingDirectory(job['defaults']) ?? folder;
  return list(job['steps']).flatMap((step) => {
    const { uses, run, with: inputs, 'working-directory': directory } = record(step);
    if (typeof uses === 'string')
      return uses.startsWith('docker/build-push-action@') ? actionBuild(record(inputs)) : [];
    const at = string(directory) ?? own;
    return typeof run === 'string' && !at.includes('$') ? commandBuilds(withoutExpressions(run), at) : [];
  });
}

function workingDirectory(defaults: unknown): string | undefined {
  return string(record(record(defaults)['run'])['working-directory']);
}

/** `${{ matrix.x }}` is put in before the shell sees it. */
function withoutExpressions(text: string): string {
  return text.replace(/\$\{\{[^]{0,500}?\}\}/g, '${x}');
}

function actionBuild(inputs: Data): WrittenBuild[] {
  const { context, file, target } = inputs;
  const where = actionContext(string(context));
  const dockerfile = string(file) ?? (where.kind === 'folder' ? `${where.path}/Dockerfile` : 'Dockerfile');
  if (dockerfile.includes('$')) return [];
  // Without a file, an unknown context hides which Dockerfile is meant.
  if (file === undefined && where.kind === 'unknown') return [];
  const stage = string(target);
  return [
    {
      context: where,
      dockerfile: dockerfile.replace(/^\{\{defaultContext\}\}[:/]?/, ''),
      dockerfileIn: 'folder',
      target: stage?.includes('$') ? HIDDEN : stage,
      folder: '',
    },
  ];
}

function actionContext(context: string | undefined): WrittenContext {
  if (context === undefined || context === '' || /^\{\{\s*defaultContext\s*\}\}$/.test(context))
    return { kind: 'commit' };
  // What is checked out, by its own name.
  const path = context.replace(/^\$\{\{\s*github\.workspace\s*\}\}\/?/, './');
  return contextOf(path);
}
