import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDockerfile } from '../dockerfile.ts';
import { goPrograms } from './goBuilds.ts';
import type { Stage, Variable } from './model.ts';
import { exactSpan, slice } from './traced.ts';

const stagesOf = (text: string): readonly Stage[] => parseDockerfile(text).stages;
const value = (variable: Variable | undefined): string | undefined =>
  typeof variable === 'object' ? variable.text : variable;

test('FROM names an image, an earlier stage in any case, or scratch', () => {
  const [build, next, bare, hidden] = stagesOf('ARG X\nFROM golang:1.27 AS Build\nFROM build\nFROM scratch\nFROM $X\n');
  assert.equal(build!.name, 'build');
  assert.equal(next!.parent, build);
  assert.equal(next!.base, build!.base, 'the base is what stands at the root');
  assert.deepEqual([bare!.base.kind, hidden!.base.kind], ['scratch', 'unknown']);
});

test('a name only counts below its stage', () => {
  const [first] = stagesOf('FROM later\nFROM a AS later\n');
  assert.equal(first!.parent, undefined);
});

test('an image is traced to where it is written', () => {
  const text = 'ARG VERSION="1.22"\nARG IMAGE=golang:${VERSION}-alpine\nFROM ${IMAGE} AS build\n';
  const [stage] = stagesOf(text);
  const resolved = stage!.resolvedImage!;
  assert.equal(resolved.text, 'golang:1.22-alpine');
  const span = exactSpan(slice(resolved, 7, 11))!;
  assert.equal(text.slice(span.start - 1, span.end + 1), '"1.22"');
  assert.equal(exactSpan(slice(resolved, 0, 11)), undefined, 'pieced together from two places');
});

test('a global ARG reaches a stage only where it is declared again', () => {
  const [stage] = stagesOf('ARG A=1\nARG B=2\nFROM a\nARG A\nENV C=$A D=${B:-none}\n');
  assert.deepEqual(
    ['A', 'B', 'C', 'D'].map((name) => value(stage!.env.get(name))),
    ['1', undefined, '1', 'unknown'],
    'B may be a variable of the base image',
  );
});

test('what the platform or the build decides is not known', () => {
  const [stage] = stagesOf('FROM a\nARG TARGETARCH\nARG V\nENV P=${TARGETARCH:-amd64} Q=${V:-d} R=$V\n');
  assert.deepEqual(
    ['P', 'Q', 'R'].map((name) => value(stage!.env.get(name))),
    ['unknown', 'd', 'unknown'],
  );
});

test('a RUN sees the variables that were set before it', () => {
  const [stage] = stagesOf('FROM a\nENV A=1\nRUN x\nENV A=2\nRUN y\n');
  assert.deepEqual(
    stage!.runs.map(({ env }) => value(env.get('A'))),
    ['1', '2'],
  );
});

test('a child stage inherits settings, and its ENTRYPOINT clears an inherited CMD', () => {
  const [, child, quiet] = stagesOf(
    'FROM debian AS a\nUSER app\nWORKDIR /srv\nENV A=1\nCMD ["x"]\nFROM a AS b\nWORKDIR sub\nENTRYPOINT ["y"]\nFROM a\n',
  );
  assert.deepEqual(
    [child!.user.value, child!.workdir, value(child!.env.get('A')), child!.cmd, child!.entrypoint!.argv],
    ['app', '/srv/sub', '1', undefined, ['y']],
  );
  assert.deepEqual(quiet!.cmd!.argv, ['x']);
});

test('its own CMD survives ENTRYPOINT, in whatever order', () => {
  const [stage] = stagesOf('FROM a\nCMD ["x"]\nENTRYPOINT ["y"]\n');
  assert.deepEqual(stage!.cmd!.argv, ['x']);
});

test('shell form runs through SHELL', () => {
  const [stage] = stagesOf('FROM a\nCMD x  y\nSHELL ["/bin/bash", "-ec"]\nENTRYPOINT z\n');
  assert.deepEqual(
    [stage!.cmd!.argv, stage!.entrypoint!.argv],
    [
      ['/bin/sh', '-c', 'x  y'],
      ['/bin/bash', '-ec', 'z'],
    ],
  );
});

test('the user is that of USER, of the image, or not known', () => {
  const user = (text: string): string | undefined => stagesOf(text).at(-1)!.user.value;
  assert.equal(user('FROM alpine\nUSER "app"\n'), 'app');
  assert.equal(user('FROM alpine\nARG ID=7\nUSER ${ID}:${ID}\n'), '7:7');
  assert.equal(user('FROM alpine\nUSER $WHO\n'), undefined);
  assert.equal(user('FROM alpine\n'), '0');
  assert.equal(user('FROM gcr.io/distroless/static:nonroot\n'), '65532');
  assert.equal(user('FROM registry.example/x\n'), undefined);
});

test('COPY knows its origin, its sources and where they go', () => {
  const stages = stagesOf(
    'FROM a AS one\nFROM b\nWORKDIR /app\nCOPY --from=0 /x ./\nCOPY --from=ONE y $Z /d\nCOPY --from=busybox:1 z ../up\nCOPY <<E f .\nE\n',
  );
  const [byIndex, byName, image, heredoc] = stages[1]!.copies;
  assert.deepEqual([byIndex!.from!.stage, byIndex!.sources, byIndex!.destination], [stages[0], ['/x'], '/app/']);
  assert.deepEqual([byName!.from!.stage, byName!.sources, byName!.destination], [stages[0], ['y', undefined], '/d']);
  assert.deepEqual([image!.from!.stage, image!.from!.base.kind, image!.destination], [undefined, 'image', '/up']);
  assert.deepEqual([heredoc!.from, heredoc!.sources], [undefined, ['f']]);
});

test('Go programs are followed to the stage they land in', () => {
  const text = `\
FROM golang:1.27 AS build
WORKDIR /src
RUN go build -o bin/api ./cmd/api && go install ./cmd/tool
RUN cd worker && go build -o /out/ ./cmd/job
FROM alpine AS middle
COPY --from=build /src/bin/api /staged/server
COPY --from=build /go/bin /tools
FROM scratch
COPY --from=middle /staged/ /tools/tool /usr/bin/
COPY --from=build /out /jobs
`;
  const programs = [...goPrograms(stagesOf(text).at(-1)!).values()];
  assert.deepEqual(programs, [
    { folder: '/usr/bin', name: 'server' },
    { folder: '/usr/bin', name: 'tool' },
    { folder: '/jobs', name: 'job' },
  ]);
});

test('a pragma of hadolint tells the shell that the base image has set', () => {
  const { stages } = parseDockerfile(
    'FROM a\nRUN one\n# hadolint shell=/bin/bash\nRUN two\nSHELL ["/bin/ash", "-c"]\nRUN three\nFROM a\nRUN four\n',
  );
  assert.deepEqual(
    stages.flatMap(({ runs }) => runs.map(({ shell }) => shell[0])),
    ['/bin/sh', '/bin/bash', '/bin/ash', '/bin/sh'],
  );
});

test('above FROM that pragma is about the stage, above the first one about all that start from an image', () => {
  const shells = (text: string) => parseDockerfile(text).stages.map(({ shell }) => shell.join(' '));
  assert.deepEqual(
    shells('# hadolint shell=powershell # Windows\nARG A\nFROM a AS one\nSHELL ["x"]\nFROM b\nFROM one\n'),
    ['x', 'powershell -Command', 'x'],
  );
  assert.deepEqual(shells('FROM a\n# tally shell=cmd.exe\nFROM b\nFROM c\n'), [
    '/bin/sh -c',
    'cmd.exe /S /C',
    '/bin/sh -c',
  ]);
  assert.deepEqual(shells('FROM a\n# hadolint shell=/bin/bash -c\nRUN a\n'), ['/bin/sh -c'], 'no pragma to hadolint');
  assert.deepEqual(shells('FROM a\nRUN <<E\n# hadolint shell=pwsh\nE\nRUN a\n'), ['/bin/sh -c']);
});

test('commands of another shell than a POSIX one are not read', () => {
  const { stages } = parseDockerfile('FROM a\n# hadolint shell=pwsh\nRUN curl x | tar -x\n');
  assert.equal(stages[0]?.runs[0]?.script(), undefined);
});
