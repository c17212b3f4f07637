import type { Copy } from '../../parse/dockerfile/model.ts';
import { defineRule } from '../define.ts';

const ARCHIVE = /\.(?:tar(?:\.\w+)?|t(?:gz|bz2?|xz|zst|lz|Z)|gz|bz2|xz|zst)$/;
const REMOTE = /^(?:https?|ftp|git|ssh):\/\/|^git@|\.git(?:#.*)?$/;

export default defineRule({
  target: 'dockerfile',
  severity: 'info',
  since: '0.1.0',
  summary: 'Use COPY for files of the build context.',
  rationale: `
ADD unpacks a local archive and downloads an address; COPY never does either. Where neither is wanted, COPY says so, and a file that happens to be an archive tomorrow still arrives as it is.`,
  sources: [
    'https://docs.docker.com/build/building/best-practices/#add-or-copy',
    'https://github.com/hadolint/hadolint/wiki/DL3020',
  ],
  equivalents: ['DL3020'],
  messages: {
    local:
      'ADD would unpack an archive or download an address, and this is neither: COPY does the same without surprises.',
  },
  fixes: {
    copy: 'Use COPY',
  },
  examples: [
    {
      title: 'A plain file',
      bad: `\
FROM alpine:3.24
ADD api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check({ stages, text }, { say, fix }) {
    for (const copy of stages.flatMap(({ copies }) => copies)) {
      if (!isPlain(copy)) continue;
      const { keywordSpan } = copy.instruction;
      const isLower = text.slice(keywordSpan.start, keywordSpan.end) === 'add';
      const edits = () => [{ span: keywordSpan, newText: isLower ? 'copy' : 'COPY' }];
      yield say.local(keywordSpan, {}, { fixes: [fix.copy({}, { safe: true, edits })] });
    }
  },
});

/** Local files that are certain to be no archives, and no flag that only ADD has. */
function isPlain({ instruction, sources }: Copy): boolean {
  if (instruction.keyword !== 'ADD' || sources.length === 0 || instruction.heredocs.length > 0) return false;
  if (instruction.flags.some(({ name }) => !['chown', 'chmod', 'link', 'exclude'].includes(name))) return false;
  return sources.every(
    (source) => source !== undefined && !ARCHIVE.test(source) && !REMOTE.test(source) && !/[*?[]/.test(source),
  );
}
