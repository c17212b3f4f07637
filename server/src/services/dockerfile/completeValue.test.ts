import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_CONFIG } from '../../engine/config.ts';
import { lintText } from '../../engine/lint.ts';
import { complete, labels, taken } from '../../testing/completions.ts';
import { EMPTY_WORKSPACE } from '../../workspace/snapshot.ts';

test('stages: those above, the nearest first, none that would go in circles', () => {
  assert.deepEqual(labels('FROM a AS one\nFROM b AS Two\nFROM c\nCOPY --from=|'), ['Two', 'one']);
  assert.deepEqual(labels('FROM a\nFROM b\nCOPY --from=|'), ['0']);
  assert.deepEqual(labels('FROM a AS one\nCOPY --from=|'), []);
  assert.deepEqual(labels('FROM a AS one\nCOPY --from=two /x /x\nFROM b AS two\nCOPY --from=|'), []);
  assert.equal(labels('FROM a AS one\nFROM |')[0], 'one');
  assert.ok(!labels('FROM | AS one').includes('one'));
  assert.equal(
    taken('FROM a AS one\nFROM b\nCOPY --from=o|ld /a /b', 'one'),
    'FROM a AS one\nFROM b\nCOPY --from=one /a /b',
  );
});

test('images: Go in the supported lines and flavours, the module’s line first, nothing too old for it', () => {
  const go = (goLine?: string) => labels('FROM |', { goLine }).filter((label) => label.startsWith('golang:'));
  const of = (line: string) =>
    ['trixie', 'bookworm', 'alpine', 'alpine3.24', 'alpine3.23'].map((suffix) => `golang:${line}-${suffix}`);
  assert.deepEqual(go(), [...of('1.27'), ...of('1.26')]);
  assert.deepEqual(go('1.26.1'), [...of('1.26'), ...of('1.27')]);
  assert.deepEqual(go('1.20'), [...of('1.26'), ...of('1.27')]);
  assert.deepEqual(go('1.27'), of('1.27'));
  assert.deepEqual(go('1.28'), [], 'none of them could build it');
});

test('images: well-known ones, and those of the file; the whole reference is replaced', () => {
  const file = 'FROM registry.example/base:1 AS b\nFROM |\n';
  assert.ok(labels(file).includes('registry.example/base:1'));
  assert.ok(labels(file).includes('scratch'));
  assert.equal(taken('FROM golang:1.2|5-alpine AS b\n', 'golang:1.27-alpine'), 'FROM golang:1.27-alpine AS b\n');
  assert.equal(taken('FROM golang:1.2|5-alpine', 'golang:1.27-alpine', 'insert'), 'FROM golang:1.27-alpine5-alpine');
  assert.match(complete('FROM |').find(({ label }) => label === 'alpine:3.24')?.documentation ?? '', /musl/);
});

test('images: taking one brings no finding', () => {
  for (const image of labels('FROM |')) {
    const text = `FROM ${image}\nCOPY api /api\nUSER 65532:65532\nENTRYPOINT ["/api"]\n`;
    const found = lintText('/w/Dockerfile', text, { workspace: EMPTY_WORKSPACE, config: DEFAULT_CONFIG });
    assert.deepEqual(
      found.filter(({ rule }) => !/builder-as-final/.test(rule)).map(({ rule }) => rule),
      [],
      image,
    );
  }
});

test('AS stands behind the image, in the case of FROM', () => {
  assert.deepEqual(labels('FROM a |'), ['AS']);
  assert.deepEqual(labels('from --platform=x a a|'), ['as']);
  for (const marked of ['FROM a AS |', 'FROM a AS b |', 'FROM a | AS b']) assert.deepEqual(labels(marked), [], marked);
});

test('values: USER knows who is there', () => {
  assert.deepEqual(labels('FROM debian:13\nUSER |'), ['65532:65532']);
  assert.deepEqual(labels('FROM gcr.io/distroless/static-debian13:nonroot\nUSER |'), ['65532:65532', 'nonroot']);
  const file = 'FROM alpine:3.24\nRUN adduser -D -u 10001 app && adduser -G staff -D -H other\nUSER |';
  assert.deepEqual(labels(file), ['other', '10001', 'app', '65532:65532']);
  assert.deepEqual(labels('FROM alpine:3.24\nRUN adduser app -G staff\nUSER |'), ['65532:65532']);
  assert.deepEqual(labels('FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nUSER |'), []);
  assert.deepEqual(labels('FROM debian:13\nUSER 10001\nCOPY --chown=|'), ['10001:10001', '65532:65532']);
});

test('values: where few are right, and only those', () => {
  assert.deepEqual(labels('FROM a\nSTOPSIGNAL |'), ['SIGTERM', 'SIGINT', 'SIGQUIT']);
  assert.deepEqual(labels('FROM a\nHEALTHCHECK |'), ['CMD', 'NONE']);
  assert.deepEqual(labels('FROM a\nHEALTHCHECK --interval=5s |'), ['CMD']);
  assert.deepEqual(labels('FROM a\nHEALTHCHECK | exit 0'), ['CMD']);
  assert.deepEqual(labels('FROM a\nHEALTHCHECK | --retries=1 CMD x'), []);
  assert.deepEqual(labels('FROM a\nEXPOSE 80/|'), ['80/tcp', '80/udp']);
  assert.deepEqual(labels('FROM a\nENV PORT=8080\nEXPOSE |'), ['8080']);
  assert.deepEqual(labels('FROM a\nEXPOSE |'), []);
  assert.deepEqual(labels('FROM debian:13\nSHELL |'), ['["/bin/bash", "-o", "pipefail", "-c"]']);
  assert.deepEqual(labels('FROM alpine:3.24\nSHELL |'), ['["/bin/ash", "-eo", "pipefail", "-c"]']);
  assert.deepEqual(labels('FROM scratch\nSHELL |'), []);
  assert.deepEqual(labels('FROM a\nWORKDIR |'), []);
  const oci = labels('FROM a\nLABEL org.opencontainers.image.source=x \\\n  |');
  assert.ok(oci.includes('org.opencontainers.image.title') && !oci.includes('org.opencontainers.image.source'));
});

test('values: ARG asks for what the stage has not got', () => {
  const file = 'ARG V=1\nFROM a\nARG TARGETARCH\nARG |';
  const names = labels(file);
  assert.equal(names[0], 'V');
  assert.ok(names.includes('TARGETOS') && !names.includes('TARGETARCH'));
  assert.deepEqual(labels('ARG |'), []);
  assert.ok(labels('FROM a\nARG TARGETOS TARGET|').includes('TARGETARCH'));
});

test('values: programs that were built', () => {
  const build = 'FROM golang:1.27 AS build\nRUN CGO_ENABLED=0 go build -o /out/api ./cmd/api\nFROM scratch\n';
  assert.deepEqual(labels(`${build}COPY --from=build |`), ['/out/api']);
  assert.deepEqual(labels(`${build}COPY --from=build /out/api |`), []);
  assert.deepEqual(labels(`${build}COPY --from=build /out/api /app\nENTRYPOINT |`), ['["/app"]']);
  assert.deepEqual(labels(`${build}COPY |`), []);
});
