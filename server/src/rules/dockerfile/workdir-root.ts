import type { Span } from '../../core/text.ts';
import { defineRule } from '../define.ts';
import { rootReason } from '../../parse/dockerfile/privileges.ts';
import { expand } from '../../parse/dockerfile/expand.ts';
import type { Instruction, Stage, Word } from '../../parse/dockerfile/model.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: "Keep the program's folder out of root's home when it runs as another user.",
  rationale: `
\`/root\` belongs to root with mode 0700 on Debian, Alpine and their kin. Another user may not even enter it: a program there does not start ("permission denied"), and relative paths in it do not open.`,
  sources: [
    'https://docs.docker.com/reference/dockerfile/#workdir',
    'https://docs.docker.com/reference/dockerfile/#user',
  ],
  messages: {
    closed: 'User {user} may not enter {folder}: it lies in the home of root, which only root can open.',
  },
  fixes: {
    move: 'Use /app',
  },
  related: {
    user: 'The program runs as this user',
  },
  examples: [
    {
      title: 'The home of root',
      bad: `\
FROM alpine:3.24
WORKDIR /root
COPY api .
USER 65532:65532
ENTRYPOINT ["./api"]
`,
      good: `\
FROM alpine:3.24
WORKDIR /app
COPY api .
USER 65532:65532
ENTRYPOINT ["./api"]
`,
    },
  ],
  *check(dockerfile, { say, fix, note }) {
    const stage = dockerfile.finalStage;
    const user = stage && unprivilegedUser(stage);
    const folder = stage && lastFolder(stage, dockerfile.escape);
    if (!stage || !user || !folder || !hasRootHome(stage)) return;
    const { word, path } = folder;
    if (!/^\/root(?:\/|$)/.test(path)) return;
    const canMove = word.text === path && dockerfile.text.split('/root').length === 2;
    const edits = () => [{ span: word.span, newText: `/app${path.slice('/root'.length)}` }];
    yield say.closed(
      word.span,
      { user: user.name, folder: path },
      {
        fixes: canMove ? [fix.move({}, { safe: false, edits })] : [],
        related: [note.user({}, { span: user.span })],
      },
    );
  },
});

function unprivilegedUser(stage: Stage): { name: string; span: Span } | undefined {
  const { value: name, span } = stage.user;
  if (!name || !span || rootReason(stage) || /^(?:root|0)(?::|$)/.test(name)) return undefined;
  return { name, span };
}

/** The last WORKDIR of a stage. */
function lastFolder(stage: Stage, escape: string): { word: Word; path: string } | undefined {
  const last = stage.instructions.findLast(({ keyword }) => keyword === 'WORKDIR');
  const [word] = last?.args ?? [];
  const path = last && pathOf(last, stage, escape);
  return word && path !== undefined ? { word, path } : undefined;
}

function pathOf(instruction: Instruction, stage: Stage, escape: string): string | undefined {
  const [word] = instruction.args;
  const env = stage.envBefore(instruction);
  return word && expand(word.traced, escape, (name) => env.get(name) ?? 'unknown')?.text;
}

/** On scratch WORKDIR makes the folder, open to all. */
function hasRootHome({ base }: Stage): boolean {
  return base.kind === 'image' && base.facts?.userland !== undefined;
}
