import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseImageRef } from './imageRef.ts';

// Expected parts follow the grammar and the examples of distribution's reference package.
for (const [text, registry, name, tag, digest] of [
  ['golang', undefined, 'golang', undefined, undefined],
  ['golang:1.27', undefined, 'golang', '1.27', undefined],
  ['library/golang:1.27', undefined, 'golang', '1.27', undefined],
  ['docker.io/library/golang', undefined, 'golang', undefined, undefined],
  ['grafana/loki:3.0', undefined, 'grafana/loki', '3.0', undefined],
  ['localhost:5000/a', 'localhost:5000', 'a', undefined, undefined],
  ['localhost/a/b', 'localhost', 'a/b', undefined, undefined],
  ['[2001:db8::1]:5000/a:b', '[2001:db8::1]:5000', 'a', 'b', undefined],
  ['gcr.io/distroless/static:nonroot', 'gcr.io', 'distroless/static', 'nonroot', undefined],
  [`a@sha256:${'0'.repeat(64)}`, undefined, 'a', undefined, `sha256:${'0'.repeat(64)}`],
  [`r.example/a__b-c:t@sha256:${'f'.repeat(64)}`, 'r.example', 'a__b-c', 't', `sha256:${'f'.repeat(64)}`],
] as const) {
  test(text, () => {
    const ref = parseImageRef(text);
    assert.deepEqual([ref?.registry, ref?.name, ref?.tag, ref?.digest], [registry, name, tag, digest]);
    if (ref?.tagSpan) assert.equal(text.slice(ref.tagSpan.start, ref.tagSpan.end), tag);
    if (ref?.digestSpan) assert.equal(text.slice(ref.digestSpan.start, ref.digestSpan.end), digest);
  });
}

for (const text of [
  '',
  ':1',
  'a:',
  'a@',
  'A',
  'a b',
  'a//b',
  'a:b:c',
  '-a',
  'a@sha256:xyz',
  '${X}',
  `a:${'t'.repeat(129)}`,
]) {
  test(`${text || 'nothing'} is no image reference`, () => assert.equal(parseImageRef(text), undefined));
}
