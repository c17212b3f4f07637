import { dockerignoreTemplate } from '../../core/dockerignoreTemplate.ts';
import { isSecretFile } from '../../core/secretNames.ts';
import { lineBreak, type TextEdit } from '../../core/text.ts';
import { contextSources, wholeContextCopies } from '../../parse/dockerfile/contextSources.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import { hasCustomFrontend } from '../../parse/dockerfile/frontend.ts';
import { mayUseGit } from '../../parse/dockerfile/gitUse.ts';
import type { BuildContext } from '../../workspace/buildContext.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Keep out of the build what it does not need.',
  rationale: `
Without \`.dockerignore\` the whole folder is sent to the builder, and \`COPY . .\` takes all of it. With \`.git\` in it every commit, and even a fetch, makes the layer and all that follow new; \`.env\` puts its secrets into a layer; \`node_modules\` brings what was installed for another system.

Only said where the context is certain and such a thing lies in it. A \`Dockerfile.dockerignore\` beside the Dockerfile is as good.`,
  sources: [
    'https://docs.docker.com/build/concepts/context/#dockerignore-files',
    'https://docs.docker.com/build/building/best-practices/#exclude-with-dockerignore',
  ],
  messages: {
    all: 'Everything is copied, {things} too, and whenever that changes all that follows is built again: there is no .dockerignore.',
  },
  fixes: {
    create: 'Create {file}',
  },
  examples: [
    {
      title: 'A repository as the context',
      bad: `\
-- .git/HEAD --
-- Dockerfile --
FROM alpine:3.24
COPY . /srv/
USER 65532:65532
ENTRYPOINT ["/srv/api"]
`,
      good: `\
-- .git/HEAD --
-- Dockerfile --
FROM alpine:3.24
COPY . /srv/
USER 65532:65532
ENTRYPOINT ["/srv/api"]
-- .dockerignore --
# The history. Without it Go stamps no commit into the program.
.git
# What only describes the build and the checks around it.
.github
.dockerignore
Dockerfile*
compose*.yaml
docker-compose*.yml
# Editors.
.idea
.vscode
# Secrets.
.env
.env.*
*.pem
# Installed for another system.
**/node_modules
# Left by go test and pprof. A default.pgo is part of the source.
**/*.test
**/*.out
**/*.pprof
`,
    },
  ],
  *check(dockerfile, { say, fix }, { path, workspace }) {
    const context = workspace.contextOf(path, dockerfile);
    if (!context?.isCertain || context.ignoreFile || hasCustomFrontend(dockerfile)) return;
    const things = unwanted(context, dockerfile);
    const [first] = wholeContextCopies(dockerfile);
    if (!first || things.length === 0) return;
    const file = `${context.folder}/.dockerignore`;
    const edits = (): TextEdit[] => [{ span: { start: 0, end: 0 }, newText: template(dockerfile) }];
    const fixes = [fix.create({ file: '.dockerignore' }, { safe: false, file, creates: true, edits })];
    yield say.all(first.span, { things: things.join(', ') }, { fixes });
  },
});

/** What is there and should not be. The `.git` of a work tree is one small file. */
function unwanted(context: BuildContext, dockerfile: Dockerfile): string[] {
  const names = context.namesIn('').filter((name) => {
    if (name === '.git') return context.kindAt(name) !== 'file' && !mayUseGit(dockerfile);
    return name === 'node_modules' || (name.startsWith('.env') && isSecretFile(name));
  });
  return names.toSorted();
}

function template(dockerfile: Dockerfile): string {
  const copied = contextSources(dockerfile).map(({ path }) => path);
  return dockerignoreTemplate([...copied, ...(mayUseGit(dockerfile) ? ['.git'] : [])], lineBreak(dockerfile.text));
}
