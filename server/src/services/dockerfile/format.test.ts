import assert from 'node:assert/strict';
import { test } from 'node:test';
import { array, assert as check, constantFrom, property } from 'fast-check';
import { applyEdits } from '../../core/text.ts';
import { parseDockerfile } from '../../parse/dockerfile.ts';
import { dockerfileFormat } from './format.ts';

function format(text: string, indent = '    '): string {
  return applyEdits(text, dockerfileFormat(parseDockerfile(text), { indent }));
}

test('no space at the ends of lines, one blank line at most, none at the end', () => {
  assert.equal(format('FROM a  \n\n \n\t\n# note \nCMD ["x"]\t\n\n \n'), 'FROM a\n\n# note\nCMD ["x"]\n');
  assert.equal(format('FROM a\r\n\r\n\r\nCMD ["x"] \r\n\r\n'), 'FROM a\r\n\r\nCMD ["x"]\r\n');
  assert.equal(format('FROM a \n  '), 'FROM a\n');
  assert.equal(format('FROM a'), 'FROM a', 'the last line break is the editor’s business');
});

test('lines that go on are moved in, and keep their places to each other', () => {
  assert.equal(
    format('FROM a\nRUN one \\ \n&& two \\\n  && three\n'),
    'FROM a\nRUN one \\\n    && two \\\n      && three\n',
  );
  assert.equal(format('FROM a\nRUN one \\\n  && two \\\n&& three\n'), 'FROM a\nRUN one \\\n  && two \\\n  && three\n');
  assert.equal(format('FROM a\nRUN one \\\n# note\n&& two\n'), 'FROM a\nRUN one \\\n# note\n    && two\n');
});

test('as the file itself does it, and else as the editor is set', () => {
  const file = 'FROM a\nRUN one \\\n  && two\nRUN one \\\n&& two\n';
  assert.equal(format(file), file.replace('\n&& two', '\n  && two'));
  const tabs = 'FROM a\nRUN one \\\n\t&& two\nRUN one \\\n&& two\n';
  assert.equal(format(tabs), tabs.replace('\n&& two', '\n\t&& two'));
  assert.equal(format('FROM a\nENV A=1 \\\nB=2\n', '\t'), 'FROM a\nENV A=1 \\\n\tB=2\n');
});

test('a block that ends at the margin stays as it is', () => {
  const block = 'FROM a\nRUN if x; then \\\n      y; \\\nfi\n';
  assert.equal(format(block), block);
});

test('heredocs, strings, and values that white space belongs to stay', () => {
  for (const kept of [
    'FROM a\nRUN <<EOF\nx  \n\n\ny\nEOF\n',
    'FROM a\nCOPY <<A <<B /x/\n  \n\n\nA\n \n\n\nB\n',
    'FROM a\nONBUILD RUN <<EOF\nx  \n\n\nEOF\n',
    "FROM a\nRUN echo 'a \\\nb'\n",
    'FROM a\nRUN a \\\n    b \\\n        c\n',
    'FROM a\nENV A="x \\\ny"\n',
    'FROM a\nENV A b \\\nc\n',
    'FROM a\nLABEL a=b\\\nc\n',
    'FROM a\nRUN echo a\\\nb\n',
    'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nRUN echo a \\\nb\n',
    '# escape=`\nFROM a\nRUN a `\n    b\n',
    'FROM a\nRUN cat <<EOF \\\n  x\n  \n\nEOF\n',
  ])
    assert.equal(format(kept), kept);
});

test('with the backtick as escape character, too', () => {
  assert.equal(format('# escape=`\nFROM a\nRUN a ` \nb\n'), '# escape=`\nFROM a\nRUN a `\n    b\n');
});

test('nothing becomes a directive, and nothing stops being one', () => {
  assert.equal(format('\n\n# escape=`\nFROM a\n'), '\n# escape=`\nFROM a\n');
  assert.equal(format('# syntax=x  \nFROM a\n'), '# syntax=x\nFROM a\n');
});

test('the meaning stays, and a formatted file is left alone', () => {
  const parts = [
    'FROM a',
    'RUN ',
    'x',
    ' ',
    '  ',
    '\\\n',
    '\n',
    '\t',
    "'",
    '"',
    '# c',
    '<<EOF',
    'EOF',
    '&& ',
    '\\ \n',
    'ENV A=',
    'ENV A b',
    '`',
    '\r\n',
    '["a"]',
    'COPY a b',
    'ONBUILD ',
    '$',
    '(',
    ')',
    ';',
  ];
  check(
    property(array(constantFrom(...parts), { maxLength: 25 }), (pieces) => {
      const text = `FROM a\n${pieces.join('')}`;
      const once = format(text, '  ');
      assert.deepEqual(meaning(once), meaning(text));
      assert.equal(once.replaceAll(/\s/g, ''), text.replaceAll(/\s/g, ''), 'only white space');
      assert.equal(format(once, '  '), once);
    }),
    { numRuns: 5000 },
  );
});

/** Written apart from the formatter's own idea of it: words of plain arguments to the letter, heredocs to the letter. */
function meaning(text: string): unknown {
  return parseDockerfile(text).instructions.map(({ keyword, flags, args, pairs, heredocs, form }) => [
    keyword,
    flags.map(({ name, value }) => [name, value]),
    form === 'plain' && /^(?:RUN|CMD|ENTRYPOINT|HEALTHCHECK|ONBUILD)$/.test(keyword)
      ? args.map((word) => word.text.replace(/\s+/g, ' '))
      : args.map((word) => word.text),
    pairs.map(({ name, value }) => [name.text, value?.text]),
    heredocs.map(({ name, body }) => [name, text.slice(body.start, body.end)]),
  ]);
}
