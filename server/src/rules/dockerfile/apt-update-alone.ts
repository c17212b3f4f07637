import { lineBreak, type TextEdit } from '../../core/text.ts';
import { mountsOf } from '../../parse/dockerfile/mounts.ts';
import type { Run, Stage } from '../../parse/dockerfile/model.ts';
import { packageCommands, type PackageCommand } from '../../parse/dockerfile/packages.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Update the package lists in the same RUN that installs.',
  rationale: `
A layer is reused as long as its line is the same. A RUN that only updates the lists stays as it is for weeks, while the RUN below it changes: that one then asks for versions that the server has dropped, and the build ends with "404 Not Found", or it installs packages with holes that have been mended.`,
  sources: ['https://docs.docker.com/build/building/best-practices/#apt-get'],

  messages: {
    stale:
      'The install below may use lists that are weeks old, and end with "404 Not Found": this layer is reused as it is.',
  },
  fixes: {
    merge: 'Merge it with the RUN below',
  },
  examples: [
    {
      title: 'Lists in a layer of their own',
      bad: `\
FROM debian:13-slim
RUN apt-get update
RUN apt-get install -y --no-install-recommends tzdata && rm -rf /var/lib/apt/lists/*
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM debian:13-slim
RUN apt-get update \\
    && apt-get install -y --no-install-recommends tzdata && rm -rf /var/lib/apt/lists/*
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check({ stages, text }, { say, fix }) {
    for (const stage of stages) {
      for (const run of stage.runs) {
        const update = packageCommands(run).find(({ program, verb }) => program.startsWith('apt') && verb === 'update');
        if (!update || packageCommands(run).some(usesLists) || mountsLists(run) || !installsLater(stage, run)) continue;
        const span = { start: update.programWord.span.start, end: update.verbWord.span.end };
        const edits = merged(text, stage, run);
        yield say.stale(span, {}, { fixes: edits ? [fix.merge({}, { safe: false, edits: () => edits })] : [] });
      }
    }
  },
});

function usesLists({ program, verb }: PackageCommand): boolean {
  return program.startsWith('apt') && !/^(?:update|clean|autoclean)$/.test(verb);
}

/** Lists in a cache mount are no part of the layer. */
function mountsLists({ instruction }: Run): boolean {
  return mountsOf(instruction).some(({ options }) => options.get('target')?.value.startsWith('/var/lib/apt') === true);
}

/** By a RUN that does not update them itself. */
function installsLater({ runs }: Stage, run: Run): boolean {
  return runs.slice(runs.indexOf(run) + 1).some((each) => {
    const commands = packageCommands(each);
    return (
      commands.some(usesLists) && !commands.some(({ program, verb }) => program.startsWith('apt') && verb === 'update')
    );
  });
}

/** Only if the next instruction is the RUN that installs, and both are plain lists of commands. */
function merged(text: string, { instructions, runs }: Stage, run: Run): TextEdit[] | undefined {
  const next = runs[runs.indexOf(run) + 1];
  const isNext = next && instructions[instructions.indexOf(run.instruction) + 1] === next.instruction;
  if (!isNext || !packageCommands(next).some(usesLists)) return undefined;
  const both = [run, next];
  const isPlain = both.every(
    ({ instruction, script }) =>
      instruction.flags.length === 0 && instruction.heredocs.length === 0 && script()?.script.isChain,
  );
  const gap = { start: run.instruction.span.end, end: next.instruction.rest.span.start };
  if (!isPlain || !/^\s*RUN\s*$/i.test(text.slice(gap.start, gap.end))) return undefined;
  return [{ span: gap, newText: ` \\${lineBreak(text)}    && ` }];
}
