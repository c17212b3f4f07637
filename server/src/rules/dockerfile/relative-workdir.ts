import type { Dockerfile } from '../../parse/dockerfile.ts';
import { expand } from '../../parse/dockerfile/expand.ts';
import type { Instruction, Stage, Word } from '../../parse/dockerfile/model.ts';
import { isWindows, startFolder } from '../../core/baseImages.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Begin the first WORKDIR of a stage with a slash.',
  rationale: `
A relative WORKDIR continues the one before it, and the first of a stage continues that of the base image. \`WORKDIR app\` on \`golang\` is \`/go/app\`, on \`alpine\` it is \`/app\`: another base image, and the files lie somewhere else.

After an absolute WORKDIR a relative one is clear, and so it is in a stage that continues one of this file.`,
  sources: [
    'https://docs.docker.com/reference/dockerfile/#workdir',
    'https://docs.docker.com/reference/build-checks/workdir-relative-path/',
    'https://github.com/hadolint/hadolint/wiki/DL3000',
  ],
  equivalents: ['WorkdirRelativePath', 'DL3000', 'dockerfile-utils:WORKDIR_IS_NOT_ABSOLUTE'],
  messages: {
    relative: 'Where this lies depends on the base image: the path counts from the WORKDIR of {image}.',
  },
  fixes: {
    absolute: 'Write the whole path: {path}',
  },
  examples: [
    {
      title: 'A folder of the image',
      bad: `\
FROM alpine:3.24
WORKDIR app
COPY api .
USER 65532:65532
ENTRYPOINT ["/app/api"]
`,
      good: `\
FROM alpine:3.24
WORKDIR /app
COPY api .
USER 65532:65532
ENTRYPOINT ["/app/api"]
`,
    },
  ],
  *check(dockerfile, { say, fix }) {
    for (const stage of dockerfile.stages) {
      const first = firstWorkdir(stage);
      const [word] = first?.args ?? [];
      const path = first && valueOf(first, stage, dockerfile);
      if (!word || path === undefined || isAbsolute(path, stage)) continue;
      const change = absoluteOf(word, path, stage);
      yield say.relative(
        word.span,
        { image: stage.image?.text ?? '' },
        { fixes: change ? [fix.absolute({ path: change.path }, change)] : [] },
      );
    }
  },
});

/** Where the base image's folder is known the path stays the same, so that the change is safe. */
function absoluteOf({ text, span }: Word, relative: string, stage: Stage) {
  if (text !== relative || /[\s"']/.test(text)) return undefined;
  // Whatever its tag, Go's image is in /go.
  const isGo = /(?:^|\/)golang(?:[:@$]|$)/.test(stage.image?.text ?? '');
  const folder = knownFolder(stage) ?? (isGo ? '/go' : undefined);
  const path = `${(folder ?? '/').replace(/\/?$/, '/')}${relative.replace(/^(?:\.\/)+/, '')}`;
  return { path, safe: folder !== undefined, edits: () => [{ span, newText: path }] };
}

/** Unless a parent stage of this file has set one already. */
function firstWorkdir(stage: Stage): Instruction | undefined {
  for (let at = stage.parent; at; at = at.parent) if (at.instructions.some(isWorkdir)) return undefined;
  return stage.instructions.find(isWorkdir);
}

function isWorkdir({ keyword }: Instruction): boolean {
  return keyword === 'WORKDIR';
}

function valueOf(instruction: Instruction, stage: Stage, { escape }: Dockerfile): string | undefined {
  const [word] = instruction.args;
  const env = stage.envBefore(instruction);
  return word && expand(word.traced, escape, (name) => env.get(name) ?? 'unknown')?.text;
}

function isAbsolute(path: string, { base }: Stage): boolean {
  const mayBeWindows = base.kind === 'unknown' || (base.kind === 'image' && (!base.facts || isWindows(base.facts)));
  return path === '' || path.startsWith('/') || (mayBeWindows && /^(?:[A-Za-z]:|\\)/.test(path));
}

/** The folder that the base image is known to start in. */
function knownFolder({ base }: Stage): string | undefined {
  if (base.kind === 'scratch') return '/';
  return base.kind === 'image' ? startFolder(base.ref, base.facts) : undefined;
}
