import { basename } from '../../core/path.ts';
import type { IgnoreLine } from '../../core/dockerignore.ts';
import { contextSources, wholeContextCopies } from '../../parse/dockerfile/contextSources.ts';
import { hasCustomFrontend } from '../../parse/dockerfile/frontend.ts';
import { type IgnoreFile, patternsOf } from '../../workspace/disk.ts';
import { letIn } from '../../workspace/letIn.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Copy only what the ignore file lets into the build.',
  rationale: `
What \`.dockerignore\` names is never sent to the builder, so for COPY and ADD it does not exist: the build stops with "not found", although the file lies right there. A \`Dockerfile.dockerignore\` beside the Dockerfile counts instead of the one in the context.

The last line of the file that says something about a path wins; \`!path\` lets it in again. Patterns are matched as BuildKit does, in the context that compose, bake, Make, shell or workflow files name.`,
  sources: [
    'https://docs.docker.com/reference/build-checks/copy-ignored-file/',
    'https://docs.docker.com/build/concepts/context/#dockerignore-files',
  ],
  equivalents: ['CopyIgnoredFile'],
  messages: {
    missing: '{path} never reaches the build, so this stops with "not found": {file} keeps it out by `{pattern}`.',
    nothing: 'This copies nothing: {file} keeps everything out by `{pattern}`.',
  },
  fixes: {
    letIn: 'Let it in: `!{path}` in {file}',
  },
  related: {
    line: 'The line that keeps {path} out',
    all: 'The line that keeps everything out',
  },
  examples: [
    {
      title: 'A folder that is ignored',
      bad: `\
-- Dockerfile --
FROM alpine:3.24
COPY dist/api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
-- dist/api --
-- .dockerignore --
.git
dist
`,
      good: `\
-- Dockerfile --
FROM alpine:3.24
COPY dist/api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
-- dist/api --
-- .dockerignore --
.git
dist
!dist/api
`,
    },
  ],
  *check(dockerfile, { say, fix, note }, { path: file, workspace }) {
    const context = workspace.contextOf(file, dockerfile);
    const ignoreFile = context?.ignoreFile;
    if (!context?.isCertain || !ignoreFile || hasCustomFrontend(dockerfile)) return;
    for (const { span, path } of contextSources(dockerfile)) {
      const line = context.keptOutBy(path);
      if (!line) continue;
      const names = { path, file: basename(ignoreFile.path) };
      const edits = letIn(ignoreFile, path);
      yield say.missing(
        span,
        { ...names, pattern: line.text },
        {
          fixes: edits ? [fix.letIn(names, { safe: false, file: ignoreFile.path, edits })] : [],
          related: [note.line({ path }, { file: ignoreFile.path, span: line.span })],
        },
      );
    }
    const all = keepingAllOut(ignoreFile);
    if (!all) return;
    for (const { span } of wholeContextCopies(dockerfile)) {
      const names = { file: basename(ignoreFile.path), pattern: all.text };
      yield say.nothing(span, names, { related: [note.all({}, { file: ignoreFile.path, span: all.span })] });
    }
  },
});

/** Unless another line lets something in again. */
function keepingAllOut(ignoreFile: IgnoreFile): IgnoreLine | undefined {
  const { lines } = patternsOf(ignoreFile);
  return lines.some(({ negated }) => negated) ? undefined : lines.find(({ text }) => /^(?:\*\*?|\*\*\/\*)$/.test(text));
}
