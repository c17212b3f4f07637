import { officialName, startFolder } from '../../core/baseImages.ts';
import { dirname } from '../../core/path.ts';
import { baseName } from '../../parse/dockerfile/contents.ts';
import { insertBefore } from '../../parse/dockerfile/edits.ts';
import { expand } from '../../parse/dockerfile/expand.ts';
import { lineage } from '../../parse/dockerfile/lineage.ts';
import type { Copy, Stage } from '../../parse/dockerfile/model.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Set WORKDIR before copying to a relative path.',
  rationale: `
A relative destination counts from the WORKDIR. Where the file sets none, that is the base image's, mostly \`/\`, for \`golang\` it is \`/go\`: the sources land between the system's folders, and \`COPY . .\` may even overwrite some of them.

Images that Gantry does not know may come with a folder made for this, so nothing is said there.`,
  sources: ['https://docs.docker.com/reference/dockerfile/#copy', 'https://github.com/hadolint/hadolint/wiki/DL3045'],
  equivalents: ['DL3045'],
  messages: {
    relative:
      'The files will land in {folder}: the destination is relative, and neither this file nor {image} sets a WORKDIR for it.',
  },
  fixes: {
    workdir: 'Set WORKDIR {folder} first',
  },
  examples: [
    {
      title: 'Configuration for the program',
      bad: `\
FROM alpine:3.24
COPY api config.yaml ./
USER 65532:65532
ENTRYPOINT ["./api"]
`,
      good: `\
FROM alpine:3.24
WORKDIR /app
COPY api config.yaml ./
USER 65532:65532
ENTRYPOINT ["./api"]
`,
    },
  ],
  *check(dockerfile, { say, fix }) {
    for (const stage of dockerfile.stages) {
      if (!startsBare(stage)) continue;
      const copy = stage.copies.find((each) => isRelative(each, stage, dockerfile));
      const destination = copy?.instruction.args.at(-1);
      if (!copy || !destination || hasWorkdirBefore(stage, copy.instruction.span.start)) continue;
      const folder = namesProgramByPath(stage) ? (copy.workdir ?? '/') : '/app';
      const edits = () => [insertBefore(dockerfile.text, copy.instruction, [`WORKDIR ${folder}`])];
      yield say.relative(
        destination.span,
        { folder: landing(copy, destination.text), image: baseName(stage) },
        {
          fixes: [fix.workdir({ folder }, { safe: false, edits })],
          // Nothing under scratch can move the place.
          severity: stage.base.kind === 'scratch' ? 'info' : undefined,
        },
      );
    }
  },
});

/** `conf/` is a folder, `conf` most likely what is copied. */
function landing({ destination, workdir }: Copy, written: string): string {
  if (destination === undefined) return workdir ?? '/';
  const folder = /(?:^|\/)\.?\/?$/.test(written) ? destination.replace(/\/+$/, '') : dirname(destination);
  return folder || '/';
}

/** `ENTRYPOINT ["/api"]` would miss a program that lands elsewhere. */
function namesProgramByPath({ entrypoint, cmd }: Stage): boolean {
  return [entrypoint, cmd].some((command) => command?.argv.some((word) => word.startsWith('/')));
}

/** Of these no more is known than that they set none; of others that, and all that they do set. */
const AT_ROOT = new Set(['node', 'python', 'ruby', 'nginx']);

/** A base image that is known to leave the working directory at the root, or at Go's. */
function startsBare({ base }: Stage): boolean {
  if (base.kind === 'scratch') return true;
  if (base.kind !== 'image' || !/^\/(?:go)?$/.test(startFolder(base.ref, base.facts) ?? '')) return false;
  return base.facts?.env !== undefined || AT_ROOT.has(officialName(base.ref) ?? '');
}

function isRelative({ instruction }: Copy, stage: Stage, { escape }: Dockerfile): boolean {
  const word = instruction.args.at(-1);
  if (!word || instruction.args.length + instruction.heredocs.length < 2) return false;
  const env = stage.envBefore(instruction);
  const path = expand(word.traced, escape, (name) => env.get(name) ?? 'unknown')?.text;
  return path !== undefined && path !== '' && !path.startsWith('/');
}

function hasWorkdirBefore(stage: Stage, offset: number): boolean {
  return lineage(stage).some(({ instructions }) =>
    instructions.some(({ keyword, span }) => keyword === 'WORKDIR' && span.start < offset),
  );
}
