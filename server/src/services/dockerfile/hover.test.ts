import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locale } from '../../engine/catalogue.ts';
import { parseDockerfile } from '../../parse/dockerfile.ts';
import { cursorIn } from '../../testing/cursor.ts';
import { dockerfileHover } from './hover.ts';

function hoverAt(marked: string, locale: Locale = 'en', hasPeer = false) {
  const { text, offset } = cursorIn(marked);
  const hover = dockerfileHover({ dockerfile: parseDockerfile(text), offset, locale, hasPeer });
  return hover && { ...hover, on: text.slice(hover.span.start, hover.span.end) };
}

function hover(marked: string, locale?: Locale): string {
  return hoverAt(marked, locale)?.markdown ?? '';
}

test('instructions and flags, with a link to where they are described', () => {
  assert.match(
    hover('FROM a\nWORK|DIR /x\n'),
    /^\*\*WORKDIR\*\* — .*\(https:\/\/docs\.docker\.com\/reference\/dockerfile\/#workdir\)$/,
  );
  assert.match(hover('FROM a\nONBUILD CO|PY a b\n'), /\*\*COPY\*\*/);
  assert.match(hover('FROM a\nCOPY --ch|own=1 a b\n'), /^\*\*--chown\*\* — .*#copy---chown\)/);
  assert.match(hover('FROM a\nHEALTHCHECK --retr|ies=1 CMD x\n'), /#healthcheck\)/, 'has no heading of its own');
  assert.equal(hoverAt('FROM a\nCOPY --ch|own=1 a b\n')?.on, '--chown');
  assert.match(hover('FROM a\nWORK|DIR /x\n', 'zh-cn'), /目录.*参考/);
});

test('mounts: type and options', () => {
  assert.match(hover('FROM a\nRUN --mount=type=ca|che,target=/x true'), /^\*\*cache\*\*.*#run---mounttypecache\)/);
  assert.match(hover('FROM a\nRUN --mount=type=cache,sha|ring=locked true'), /^\*\*sharing\*\*/);
  assert.match(hover('FROM a\nRUN --mount=type=secret,i|d=x true'), /given the secret/);
  assert.equal(hover('FROM a\nRUN --mount=type=cache,target=/|x true'), '');
});

test('variables: the value here, and where it comes from', () => {
  assert.equal(hover('FROM a\nENV V=1.2\nWORKDIR /$|V\n'), '**V** — set in line 2\n\nValue: `1.2`');
  assert.match(
    hover('FROM a\nARG V=1.2\nRUN echo $|V\n'),
    /^\*\*V\*\* — build argument, line 2\n\nValue: `1\.2`\n\n`--build-arg V=…`/,
  );
  assert.match(hover('ARG V=1.2\nFROM a\nARG V\nRUN echo $|V\n'), /default from line 1\n\nValue: `1\.2`/);
  assert.match(hover('ARG V=1.2\nFROM a:$|V\nENV V=2\n'), /line 1\n\nValue: `1\.2`/);
  assert.match(hover('FROM a\nENV A=1\nENV A|B=$A-2\n'), /Value: `1-2`/);
  assert.match(hover('FROM a\nENV A=1\nENV A|=2\n'), /line 3\n\nValue: `2`/);
  assert.match(hover('FROM a AS x\nENV A=1\nFROM x\nCMD echo ${|A:-x}\nENV A=3\n'), /line 5\n\nValue: `3`/);
  assert.match(hover('FROM a\nENV A=\nWORKDIR $|A\n'), /Value: empty/);
});

test('variables: no value here', () => {
  assert.match(hover('FROM a\nARG V\nLABEL x=$|V\n'), /no default: `--build-arg V=…`/);
  assert.match(hover('FROM a\nWORKDIR $|V\n'), /known only to the build/);
  assert.equal(hover('FROM golang:1.27-trixie\nWORKDIR $|GOPATH\n'), '**GOPATH** — set by the base image');
  assert.equal(hover("FROM a\nENV A=1\nENV B='$|A'\n"), '');
  assert.equal(hover('FROM a\nARG A=1\nRUN ["echo", "$|A"]\n'), '');
});

test('variables: what BuildKit sets', () => {
  assert.match(
    hover('FROM a\nARG TARGET|ARCH\n'),
    /set by BuildKit\n\nThe platform that is built for: its architecture, such as `amd64`/,
  );
  assert.match(hover('FROM --platform=$|BUILDPLATFORM a\n'), /The platform that builds.*`linux\/amd64`/);
  assert.match(hover('FROM a\nRUN echo $|TARGETOS\n'), /A stage sees it after `ARG TARGETOS`/);
  assert.doesNotMatch(hover('FROM a\nARG TARGETOS\nRUN echo $|TARGETOS\n'), /A stage sees it/);
  assert.match(hover('FROM a\nARG TARGETARCH=arm64\nRUN echo $|TARGETARCH\n'), /line 2\n\nValue: `arm64`/);
});

test('images: distribution, C library, shell, user, certificates, Go', () => {
  const go = hover('FROM golang:1.25-book|worm\n');
  assert.match(go, /^\*\*golang:1\.25-bookworm\*\*/);
  assert.match(go, /- Go: 1\.25, unsupported since 2026-08-19/);
  assert.match(go, /- Distribution: Debian 12 \(bookworm\), security updates until 2028-06-30/);
  assert.match(go, /- C library: glibc 2\.36\n[^]*- C compiler: yes/);
  assert.match(hover('FROM golang:1.27-trix|ie\n'), /Go: 1\.27, supported until Go 1\.29 is out/);
  const bare = hover('FROM gcr.io/distroless/static-debian13:nonr|oot\n');
  assert.match(
    bare,
    /C library: none\n- Shell: none\n- Default user: 65532\n- Root certificates: yes\n- Time zones: yes/,
  );
  assert.match(hover('FROM scra|tch\n'), /no shell/);
  assert.match(hover('FROM alpine:3.2|4\n', 'zh-cn'), /- 发行版：Alpine 3\.24[^]*- 默认用户：root \(0\)/);
});

test('images: through variables, of COPY --from, and unknown ones', () => {
  assert.match(hover('ARG V=3.24\nFROM al|pine:$V\n'), /^\*\*alpine:3\.24\*\*/);
  assert.match(hover('FROM a\nCOPY --from=alp|ine:3.24 / /\n'), /musl/);
  assert.equal(hover('FROM acme/un|known:1\n'), '');
  assert.equal(hover('ARG V=1\nFROM ac|me/unknown:$V\n'), '**acme/unknown:1**');
  assert.equal(hover('FROM acme/un|known:$V\n'), '');
});

test('stages: what they are based on', () => {
  const file = 'FROM alpine:3.24 AS x\nFROM x AS y\nFROM b\n';
  assert.match(
    hover(`${file}COPY --from=|x / /\n`),
    /^\*\*Stage 0\*\* `x` — starts from `alpine:3\.24`\n\n- Distribution: Alpine/,
  );
  assert.match(hover(`${file}COPY --from=|1 / /\n`), /^\*\*Stage 1\*\* `y` — starts from `x` \(`alpine:3\.24`\)/);
  assert.match(hover('FROM alpine:3.24 AS |x\n'), /Stage 0/);
});

test('directives, build checks and the comments that silence rules', () => {
  assert.match(hover('# syn|tax=docker/dockerfile:1\n'), /\*\*syntax\*\*.*#syntax\)/);
  assert.match(hover('# check=skip=Undefined|Var\n'), /\*\*UndefinedVar\*\* — .*rule\/undefined-var\//);
  assert.match(hover('FROM a\n# gantry: ignore dockerfile/latest|-tag\nRUN x\n'), /\*\*dockerfile\/latest-tag\*\* — /);
  assert.match(hover('FROM a\nRUN x \\\n# hadolint ignore=DL30|07\n y\n'), /latest-tag/);
  assert.equal(hover('FROM a\n# WORK|DIR\n'), '');
  assert.equal(hover('FROM a\nRUN x \\\n# $|V\n y\n'), '');
});

test('where another extension explains instructions, the rest is still told', () => {
  assert.equal(hoverAt('FR|OM alpine:3.24\n', 'en', true), undefined);
  assert.equal(hoverAt('FROM a\nCOPY --ch|own=1 a b\n', 'en', true), undefined);
  assert.ok(hoverAt('FROM a\nCOPY --li|nk a b\n', 'en', true));
  assert.ok(hoverAt('FROM alp|ine:3.24\n', 'en', true));
});

test('values are shown as code, whatever they hold', () => {
  assert.match(hover('FROM a\nENV A="`x`"\nWORKDIR $|A\n'), /Value: `` `x` ``/);
});
