import type { TextEdit } from '../../core/text.ts';
import { lineage } from '../../parse/dockerfile/lineage.ts';
import type { Run } from '../../parse/dockerfile/model.ts';
import { mountsOf } from '../../parse/dockerfile/mounts.ts';
import { installs, type PackageCommand, packageCommands } from '../../parse/dockerfile/packages.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'info',
  since: '0.1.0',
  summary: 'Leave no package lists and caches in the image.',
  rationale: `
What a package manager has downloaded stays in the layer unless the same RUN removes it: some 20 to 50 MiB of lists for apt and dnf, 3 MiB for apk. A later \`rm\` only hides them.

Debian's and Ubuntu's images remove the packages by themselves, but not the lists. Stages that do not become layers of the image are left alone, and so are caches in a mount.`,
  sources: [
    'https://docs.docker.com/build/building/best-practices/#apt-get',
    'https://github.com/hadolint/hadolint/wiki/DL3009',
    'https://github.com/hadolint/hadolint/wiki/DL3019',
  ],
  equivalents: ['DL3009', 'DL3019', 'DL3032', 'DL3040'],
  messages: {
    lists: 'The package lists stay in the image: this RUN does not remove them.',
    index: 'The package index stays in the image: apk keeps it without --no-cache.',
  },
  fixes: {
    remove: 'Remove the lists at the end',
    noCache: 'Add --no-cache',
  },
  examples: [
    {
      title: 'Lists of apt',
      bad: `\
FROM debian:13-slim
RUN apt-get update && apt-get install -y --no-install-recommends tzdata
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
    {
      title: 'The index of apk',
      bad: `\
FROM alpine:3.24
RUN apk add tzdata
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24
RUN apk add --no-cache tzdata
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check({ finalStage }, { say, fix }) {
    const runs = finalStage ? lineage(finalStage).flatMap((stage) => stage.runs) : [];
    for (const run of runs) {
      const install = packageCommands(run).find(installs);
      if (!install || mountsCaches(run, install) || removesCaches(run, install)) continue;
      const span = { start: install.programWord.span.start, end: install.verbWord.span.end };
      if (install.program === 'apk') {
        const { end } = install.verbWord.span;
        const edits = () => [{ span: { start: end, end }, newText: ' --no-cache' }];
        const canChange = install.command.start !== undefined;
        yield say.index(
          span,
          {},
          { fixes: canChange ? [fix.noCache({}, { safe: true, edits })] : [], equivalents: codesOf(install) },
        );
      } else {
        const edit = removal(run, install);
        yield say.lists(
          span,
          {},
          { fixes: edit ? [fix.remove({}, { safe: true, edits: () => [edit] })] : [], equivalents: codesOf(install) },
        );
      }
    }
  },
});

/** hadolint has a check for each package manager. */
function codesOf({ program }: PackageCommand): string[] {
  if (program === 'apk') return ['DL3019'];
  if (program === 'yum') return ['DL3032'];
  return program.startsWith('apt') ? ['DL3009'] : ['DL3040'];
}

function mountsCaches({ instruction }: Run, { manager }: PackageCommand): boolean {
  return mountsOf(instruction).some(({ type, options }) => {
    const target = options.get('target')?.value ?? '';
    return (
      (type === 'cache' || type === 'tmpfs') &&
      (target.includes('$') ||
        manager.caches.some((folder) => folder.startsWith(target.replace(/\/$/, '')) || target.startsWith(folder)))
    );
  });
}

/** In the same RUN; what a script or a variable does cannot be told, so it counts. */
function removesCaches(run: Run, { program, options, command }: PackageCommand): boolean {
  const line = run.instruction.rest.text + run.instruction.heredocs.map(() => '').join('');
  const text =
    run
      .commands()
      .map(({ words }) => words.map((word) => word.text).join(' '))
      .join('; ') || line;
  if (
    options.some(({ text: option }) => /^--no-cache$|no-cache|\$/.test(option)) ||
    command.words.some(({ text: word }) => word === '--no-cache')
  )
    return true;
  if (/(?:^|; )(?:(?:ba|da)?sh |\. |source )?[^ ;]*\.sh\b/.test(text)) return true;
  if (program === 'apk')
    return /rm .*(?:\/var\/cache\/apk|\/etc\/apk\/cache)|apk cache clean|rm .*\/var\/cache\b/.test(text);
  if (program.startsWith('apt'))
    return /rm .*\/var\/lib\/apt|rm .*\/var\/lib\b|dist-clean|find \/var\/lib\/apt/.test(text);
  return /(?:dnf|yum|microdnf|tdnf) (?:-\S+ )*clean|rm .*\/var\/cache/.test(text);
}

/** Behind the last command of a plain list. */
function removal(run: Run, { program }: PackageCommand): TextEdit | undefined {
  const { instruction } = run;
  const script = run.script()?.script;
  if (!script?.isChain || !script.isComplete || instruction.form === 'json' || instruction.heredocs.length > 0)
    return undefined;
  if (/\|\||#/.test(instruction.rest.text)) return undefined;
  const { end } = instruction.rest.span;
  const command = program.startsWith('apt') ? 'rm -rf /var/lib/apt/lists/*' : `${program} clean all`;
  return { span: { start: end, end }, newText: ` && ${command}` };
}
