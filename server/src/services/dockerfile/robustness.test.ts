import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assert as check, constantFrom, nat, property } from 'fast-check';
import { parseDockerfile } from '../../parse/dockerfile.ts';
import { dockerfileCompletion } from './completion.ts';
import { dockerfileFolds } from './folding.ts';
import { dockerfileFormat } from './format.ts';
import { dockerfileHover } from './hover.ts';
import { contextSources } from '../../parse/dockerfile/contextSources.ts';
import { dockerfileLinks } from './links.ts';
import { dockerfileDefinition, dockerfilePlaces } from './navigation.ts';
import { dockerfileOutline } from './outline.ts';
import { dockerfileRename } from './rename.ts';
import { dockerfileSelections } from './selection.ts';

const TEXT = `# syntax=docker/dockerfile:1
ARG V=1
FROM --platform=$BUILDPLATFORM golang:\${V:-x} AS build
ARG V
ENV A="b $V" C='d'
RUN --mount=type=cache,target=/x,from=build --network=none <<EOF
echo $A
EOF
ONBUILD COPY --from=0 ["a b", "/c"]
# gantry: ignore dockerfile/latest-tag
RUN for x in $V; do \\
  # note
  echo "\${x%.y}" \`date\` $((V + 1)); \\
done
FROM build
COPY --from=build --chown=$A:1 <<A <<-"B" /x/
$V
A
	$V
B
HEALTHCHECK --interval=5s CMD curl $A
ENTRYPOINT ["sh", "-c", "exec $A"]
`;

/** What a file is broken with, besides the part that is taken out. */
const TYPED = [
  '',
  '\n',
  '\r\n',
  '\\\n',
  '\\\n# c\n',
  '"',
  "'",
  '`',
  '\ufeff',
  '\u00a0',
  '😀',
  '\0',
  ' ',
  '$',
  '${',
  '${V:=',
  '$(',
  '$((',
  '<<EOF\n',
  '<<-"B"',
  '[',
  '",]',
  'FROM ',
  'FROM a AS build\n',
  'RUN --mount=',
  '--from=',
  'ENV ',
  'ONBUILD ',
  '# escape=`\n',
];

test('no offset of a broken file throws, and every entry replaces what is around the cursor on its line', () => {
  const size = TEXT.length;
  check(
    property(nat(size), nat(size), constantFrom(...TYPED), nat(size), (from, to, typed, at) => {
      const text = TEXT.slice(0, Math.min(from, to)) + typed + TEXT.slice(Math.max(from, to));
      const dockerfile = parseDockerfile(text);
      const offset = Math.min(at, text.length);
      const question = { dockerfile, offset, locale: 'en', goLine: '1.26' } as const;
      for (const { insert, replace } of dockerfileCompletion(question)) {
        assert.ok(insert.start === replace.start && insert.end === offset && replace.end >= offset);
        assert.ok(!text.slice(replace.start, replace.end).includes('\n'));
      }
      const hover = dockerfileHover(question);
      assert.ok(!hover || (hover.span.start <= offset && offset <= hover.span.end));
      dockerfileRename(question, 'x');
      dockerfileDefinition(dockerfile, offset);
      dockerfilePlaces(dockerfile, offset);
      dockerfileFolds(dockerfile);
      dockerfileLinks(dockerfile);
      contextSources(dockerfile);
      dockerfileFormat(dockerfile, { indent: '  ' });
      for (const { name, span, selection } of dockerfileOutline(dockerfile)) {
        assert.notEqual(name, '');
        assert.ok(span.start <= selection.start && selection.end <= span.end);
      }
      const spans = dockerfileSelections(dockerfile, offset);
      assert.ok(spans.every(({ start, end }) => start <= offset && offset <= end));
    }),
    { numRuns: 2000 },
  );
});
