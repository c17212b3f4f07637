import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complete, labels, taken } from '../../testing/completions.ts';

test('instructions: what may stand there', () => {
  assert.deepEqual(labels('|'), ['ARG', 'FROM']);
  assert.deepEqual(labels('ARG A\n  F|'), ['ARG', 'FROM']);
  const inStage = labels('FROM a\n|\n');
  assert.ok(inStage.includes('RUN') && inStage.includes('FROM') && !inStage.includes('MAINTAINER'));
  const deferred = labels('FROM a\nONBUILD |');
  assert.ok(deferred.includes('COPY') && !deferred.includes('FROM') && !deferred.includes('ONBUILD'));
});

test('instructions: in the case that most of the file has', () => {
  assert.equal(taken('from a\nru|\n', 'run'), 'from a\nrun \n');
  assert.equal(taken('FROM a\nrun x\nenv A=1\nru|\n', 'run'), 'FROM a\nrun x\nenv A=1\nrun \n');
  assert.equal(taken('FROM a\nru|\n', 'RUN'), 'FROM a\nRUN \n');
  assert.equal(taken('from a\nonbuild ru|', 'run'), 'from a\nonbuild run ');
});

test('instructions: the word under the cursor is replaced, and no second space is made', () => {
  assert.equal(taken('FROM a\nEN|V A=1\n', 'ARG'), 'FROM a\nARG A=1\n');
  assert.equal(taken('FROM a\n|WORKDIR /x\n', 'RUN'), 'FROM a\nRUN /x\n');
});

test('instructions: none where a line goes on, in heredocs, and behind other words', () => {
  for (const marked of [
    'FROM a\nRUN x \\\n  f|',
    'FROM a\nRUN x \\\n|',
    'FROM a\nRUN x \\\n# c\n  |',
    'FROM a\nRUN <<EOF\nC|\nEOF\n',
    'FROM a\nCOPY <<EOF /x\n|\nEOF\n',
    'FROM a\nRUN <<EOF\nC|',
    'FROM a\nRUN go b|',
    'FROM a\nCMD ["r|"]',
  ])
    assert.deepEqual(labels(marked), [], marked);
  assert.ok(labels('FROM a\nRUN <<EOF\nC\nEOF\n|').includes('RUN'));
});

test('snippets know the nearest stage, what it builds, and where Go caches', () => {
  const file = 'FROM golang:1.27 AS build\nRUN CGO_ENABLED=0 go build -o /out/api ./cmd/api\nFROM scratch\n|';
  const copy = complete(file).find(({ label }) => label.startsWith('COPY --from'));
  assert.equal(copy?.newText, 'COPY --from=build ${1:/out/api} ${2:/api}');
  const run = complete('FROM golang:1.27 AS build\nRUN go build .\n|').find(({ label }) =>
    label.startsWith('RUN --mount'),
  );
  assert.equal(run?.newText, 'RUN --mount=type=cache,target=/root/.cache/go-build \\\\\n    ${0:go build}');
  const ofDebian = complete('FROM debian:13\n|').map(({ label }) => label);
  assert.ok(!ofDebian.some((label) => /COPY --from|RUN --mount/.test(label)));
  assert.ok(!complete('|').some(({ kind }) => kind === 'snippet'));
});

test('flags: those of the instruction that are not there yet', () => {
  assert.deepEqual(labels('FROM a\nCOPY --from=x --|\n'), ['--chown', '--chmod', '--link', '--parents', '--exclude']);
  assert.deepEqual(labels('FROM a\nRUN --|'), ['--mount', '--network', '--security', '--device']);
  assert.deepEqual(labels('FROM a\nRUN --mount=type=ssh \\\n  --net|').slice(0, 2), ['--mount', '--network']);
  assert.deepEqual(labels('FROM --|'), ['--platform']);
  assert.ok(labels('FROM a\nADD --|').includes('--checksum'));
  assert.deepEqual(labels('FROM a\nHEALTHCHECK --|').length, 5);
  assert.ok(labels('FROM a\nONBUILD COPY --|').includes('--chown'));
  for (const marked of ['FROM a\nRUN go build --|', 'FROM a\nCMD --|', 'FROM a\nENV --|', 'FROM a\nCOPY a --|'])
    assert.deepEqual(labels(marked), [], marked);
});

test('flags: taken over the whole word, and with what belongs behind them', () => {
  assert.equal(taken('FROM a\nRUN --mo|', '--mount'), 'FROM a\nRUN --mount=');
  assert.equal(taken('FROM a\nCOPY --li| a b', '--link'), 'FROM a\nCOPY --link a b');
  assert.equal(taken('FROM a\nCOPY --ch|=1 a b', '--chown'), 'FROM a\nCOPY --chown=1 a b');
  assert.equal(taken('FROM a\nCOPY --fo|m=x a b', '--from'), 'FROM a\nCOPY --from=x a b');
});

test('flags: their values', () => {
  assert.deepEqual(labels('FROM a\nRUN --network=|'), ['default', 'none', 'host']);
  assert.deepEqual(labels('FROM a\nRUN --security=|'), ['insecure', 'sandbox']);
  assert.deepEqual(labels('FROM a\nADD --unpack=|'), ['true', 'false']);
  assert.deepEqual(labels('FROM a\nADD --checksum=|'), ['sha256:']);
  assert.deepEqual(labels('FROM --platform=|'), ['$BUILDPLATFORM']);
  assert.deepEqual(labels('FROM a\nHEALTHCHECK --interval=|'), []);
  assert.deepEqual(labels('FROM a\nRUN --mout=|'), []);
  assert.equal(taken('FROM a\nRUN --network=de|fault true', 'none'), 'FROM a\nRUN --network=none true');
});

test('mounts: types, then what the type knows, without repetitions and opposites', () => {
  assert.deepEqual(labels('FROM a\nRUN --mount=type=|'), ['bind', 'cache', 'tmpfs', 'secret', 'ssh']);
  assert.deepEqual(labels('FROM a\nRUN --mount=|').slice(0, 6), [
    'type=bind',
    'type=cache',
    'type=tmpfs',
    'type=secret',
    'type=ssh',
    'target',
  ]);
  const cache = labels('FROM a\nRUN --mount=type=cache,dst=/x,|');
  assert.ok(
    cache.includes('sharing') && !cache.includes('target') && !cache.includes('env') && !cache.includes('type=bind'),
  );
  assert.ok(!labels('FROM a\nRUN --mount=type=bind,|').includes('sharing'));
  assert.ok(!labels('FROM a\nRUN --mount=type=cache,ro,|').includes('readonly'));
  assert.deepEqual(labels('FROM a\nRUN --mount=type=nonsense,|'), []);
  assert.deepEqual(labels('FROM a\nRUN --mount=type=cache,sharing=|'), ['shared', 'private', 'locked']);
  assert.deepEqual(labels('FROM a\nRUN --mount=type=bind,sharing=|'), []);
  assert.deepEqual(labels('FROM a\nRUN --mount=type=secret,required=|'), ['true', 'false']);
});

test('mounts: what stands behind the cursor counts, too', () => {
  assert.deepEqual(labels('FROM a\nRUN --mount=type=|,from=x,source=/y true'), ['bind', 'cache']);
  assert.deepEqual(labels('FROM a\nRUN --mount=type=|,env=X true'), ['secret']);
  assert.ok(!labels('FROM a\nRUN --mount=type=cache,|,id=x true').includes('id'));
  assert.equal(
    taken('FROM a\nRUN --mount=ty|pe=bind,target=/x true', 'readwrite'),
    'FROM a\nRUN --mount=readwrite,target=/x true',
  );
});

test('mounts: stages by name, and folders that the commands fill', () => {
  const file = 'FROM a AS one\nFROM b\nFROM c\nRUN --mount=type=bind,from=|';
  assert.deepEqual(labels(file), ['one'], 'a mount knows no numbers');
  const go = 'FROM golang:1.27\nRUN --mount=type=cache,target=| go build ./...\n';
  assert.deepEqual(labels(go), ['/root/.cache/go-build', '/go/pkg/mod']);
  assert.deepEqual(labels('FROM debian:13\nRUN --mount=type=cache,target=| apt-get update\n'), [
    '/var/lib/apt',
    '/var/cache/apt',
  ]);
  assert.deepEqual(labels('FROM alpine:3.24\nRUN --mount=type=cache,target=| apk add git\n'), [
    '/var/cache/apk',
    '/etc/apk/cache',
  ]);
  assert.deepEqual(labels('FROM debian:13\nRUN --mount=type=cache,target=| true\n'), []);
  assert.deepEqual(labels('FROM debian:13\nRUN --mount=type=bind,target=| apt-get update\n'), []);
});

test('mounts: only the field under the cursor is replaced', () => {
  const file = 'FROM a\nRUN --mount=type=ca|ch,target=/x true';
  assert.equal(taken(file, 'cache'), 'FROM a\nRUN --mount=type=cache,target=/x true');
  assert.equal(
    taken('FROM a\nRUN --mount=ty|pe=bind,target=/x true', 'type=cache'),
    'FROM a\nRUN --mount=type=cache,target=/x true',
  );
  assert.equal(
    taken('FROM a\nRUN --mount=type=cache,sha|=locked true', 'sharing'),
    'FROM a\nRUN --mount=type=cache,sharing=locked true',
  );
});

test('another extension’s instructions and flags are not offered twice', () => {
  const around = { hasPeer: true };
  assert.deepEqual(labels('FROM a\n|', around), []);
  assert.deepEqual(labels('FROM a\nCOPY --|', around), ['--chmod', '--link', '--parents', '--exclude']);
  assert.deepEqual(labels('FROM a\nRUN --|', around).length, 4);
  assert.ok(labels('FROM |', around).includes('golang:1.27-trixie'));
});

test('entries are told in the reader’s language', () => {
  const [first] = complete('FROM a\nRUN --network=|', { locale: 'zh-cn' });
  assert.equal(first?.documentation, '构建器自己的网络。');
});
