import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complete, labels, taken } from '../../testing/completions.ts';

test('variables: FROM sees what stands above it, a stage what it set or asked for', () => {
  assert.deepEqual(labels('ARG V=1\nFROM a:$|').slice(0, 2), ['V', 'BUILDPLATFORM']);
  assert.ok(labels('FROM --platform=$|').includes('BUILDPLATFORM'));
  assert.deepEqual(labels('ARG A\nARG B=$|\nARG C\nFROM x').slice(0, 2), ['A', 'BUILDPLATFORM']);
  const own = labels('ARG V=1\nFROM golang:1.27 AS x\nENV A=1\nARG B\nWORKDIR $|\nENV C=1\n');
  assert.deepEqual(own.slice(0, 2), ['B', 'A']);
  assert.ok(own.includes('GOPATH') && !own.includes('C') && !own.includes('HTTP_PROXY'));
  assert.ok(labels('FROM a AS x\nENV A=1\nFROM x\nUSER ${|').includes('A'));
  assert.ok(!labels('FROM a AS x\nENV A=1\nFROM b\nUSER ${|').includes('A'));
});

test('variables: with their values, and braces that close', () => {
  const entry = complete('FROM a\nENV A=1\nENV B=$A-2\nUSER $|').find(({ label }) => label === 'B');
  assert.equal(entry?.detail, '1-2');
  assert.equal(taken('FROM a\nENV ABC=1\nUSER ${A|', 'ABC'), 'FROM a\nENV ABC=1\nUSER ${ABC}');
  assert.equal(taken('FROM a\nENV ABC=1\nUSER ${A|}', 'ABC'), 'FROM a\nENV ABC=1\nUSER ${ABC}');
  assert.equal(taken('FROM a\nENV ABC=1\nUSER ${A|:-x}', 'ABC'), 'FROM a\nENV ABC=1\nUSER ${ABC:-x}');
  assert.equal(taken('FROM a\nENV ABC=1\nUSER $A|XX', 'ABC'), 'FROM a\nENV ABC=1\nUSER $ABC');
});

test('variables: what the stage has not asked for is asked for above the instruction and its comments', () => {
  const file = 'ARG V=1\nFROM a\nCOPY a b\n# why\nRUN x \\\n  --arch=$TARGETA|\n';
  assert.equal(
    taken(file, 'TARGETARCH'),
    'ARG V=1\nFROM a\nCOPY a b\nARG TARGETARCH\n# why\nRUN x \\\n  --arch=$TARGETARCH\n',
  );
  assert.equal(taken('ARG V=1\r\nFROM a\r\nUSER $|', 'V'), 'ARG V=1\r\nFROM a\r\nARG V\r\nUSER $V');
  assert.equal(complete('FROM a\nARG TARGETARCH\nRUN $|').find(({ label }) => label === 'TARGETARCH')?.more, undefined);
});

test('variables: a container sees no ARG, RUN also the proxies', () => {
  const file = (line: string) => labels(`FROM a\nARG A\nENV B=1\n${line}`);
  assert.deepEqual([file('CMD echo $|'), file('HEALTHCHECK CMD curl $|')], [['B'], ['B']]);
  assert.ok(file('RUN echo "${|').includes('A') && file('RUN echo $|').includes('HTTP_PROXY'));
});

test('variables: none where nobody puts in a value', () => {
  const before = 'FROM a AS s\nENV A=1\n';
  for (const line of [
    "RUN echo '$|'",
    'RUN echo \\$|',
    'RUN ["echo", "$|"]',
    'CMD [ "$|',
    "ENV B='$|'",
    'ARG $|',
    'COPY --from=$| /a /b',
    'RUN --mount=type=bind,from=$|',
    'RUN --network=$|',
    'FROM b AS $|',
    'SHELL ["$|"]\n',
    'RUN <<EOF\n$|\nEOF\n',
    '# $|',
  ])
    assert.deepEqual(labels(before + line), [], line);
  assert.deepEqual(labels('FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nENV A=1\nRUN echo $|'), []);
});
