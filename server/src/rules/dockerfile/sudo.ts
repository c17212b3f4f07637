import type { Span } from '../../core/text.ts';
import type { Instruction, Stage } from '../../parse/dockerfile/model.ts';
import { lineage } from '../../parse/dockerfile/lineage.ts';
import { placeOf } from '../../parse/dockerfile/scripts.ts';
import type { ShellWord } from '../../parse/shell.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Run commands in a build without sudo.',
  rationale: `
A RUN is root already, unless USER says otherwise; \`sudo\` then only fails where it is not installed, and changes terminals, signals and the environment where it is. Under another USER it takes a rule that lets anyone in the image become root: switch with \`USER root\` for the step instead.`,
  sources: [
    'https://docs.docker.com/build/building/best-practices/#user',
    'https://github.com/hadolint/hadolint/wiki/DL3004',
  ],
  equivalents: ['DL3004'],
  messages: {
    root: '`sudo` changes nothing here, the step runs as root, and it fails where it is not installed.',
    user: 'Whoever gets into the container becomes root the same way: sudo works here because the image lets {user} use it.',
  },
  fixes: {
    remove: 'Remove sudo',
  },
  examples: [
    {
      title: 'Root as root',
      bad: `\
FROM debian:13-slim
RUN sudo apt-get update && apt-get install -y --no-install-recommends tzdata && rm -rf /var/lib/apt/lists/*
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM debian:13-slim
RUN apt-get update && apt-get install -y --no-install-recommends tzdata && rm -rf /var/lib/apt/lists/*
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check({ stages }, { say, fix }) {
    for (const { span, next, user } of stages.flatMap(sudos)) {
      if (user === undefined) {
        const edits = () => [{ span: { start: span.start, end: next ?? span.end }, newText: '' }];
        yield say.root(span, {}, { fixes: next === undefined ? [] : [fix.remove({}, { safe: true, edits })] });
      } else yield say.user(span, { user });
    }
  },
});

interface Sudo {
  readonly span: Span;
  /** Where the command begins that it runs; undefined if an option stands between. */
  readonly next: number | undefined;
  /** Who runs it, if not root. */
  readonly user: string | undefined;
}

function sudos(stage: Stage): Sudo[] {
  return stage.runs.flatMap(({ instruction, script }) => {
    const placed = script();
    if (!placed) return [];
    return placed.script.commands.flatMap(({ words: [program, following, ...others] }) => {
      if (program?.value !== 'sudo' || changesUser([following, ...others])) return [];
      const span = placeOf(placed, program.span);
      const isPlain = following !== undefined && !/^-|=/.test(following.text);
      const next = isPlain ? placeOf(placed, following.span).start : undefined;
      return [{ span, next, user: userAt(stage, instruction) }];
    });
  });
}

/** `sudo -u app make`: then another user than root is meant, and that is what it does. */
function changesUser(words: readonly (ShellWord | undefined)[]): boolean {
  const count = words.findIndex((word) => word !== undefined && !/^-|=/.test(word.text));
  const options = words.slice(0, Math.max(0, count)).map((word) => word?.text ?? '');
  return options.some((option) => /^-[A-Za-z]*[ugU]|^--(?:user|group)\b/.test(option));
}

function userAt(stage: Stage, { span }: Instruction): string | undefined {
  const users = lineage(stage).flatMap(({ instructions }) => instructions.filter(({ keyword }) => keyword === 'USER'));
  const name = users.findLast((each) => each.span.start < span.start)?.rest.text ?? '';
  return /^(?:|root|0)(?::|$)/.test(name) ? undefined : name;
}
