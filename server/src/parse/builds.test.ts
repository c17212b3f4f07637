import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildFileKind, type BuildFileKind, mayBuild } from '../core/buildFiles.ts';
import { parseBuilds } from './builds.ts';

/** `context dockerfile@target in folder`, the context `?` where it cannot be known. */
function builds(kind: BuildFileKind, text: string): string[] {
  return parseBuilds(kind, text).map(({ context, dockerfile, dockerfileIn, target, folder }) => {
    const where = context.kind === 'folder' ? context.path : context.kind === 'commit' ? 'commit' : '?';
    const file = dockerfileIn === 'context' ? `<context>/${dockerfile}` : dockerfile;
    return `${where} ${file}${target === undefined ? '' : `@${target}`}${folder && ` in ${folder}`}`;
  });
}

test('names of files that describe builds', () => {
  const kinds = [
    ['compose.yaml', 'compose'],
    ['a/docker-compose.prod.yml', 'compose'],
    ['docker-bake.hcl', 'bake'],
    ['docker-bake.override.json', 'bake'],
    ['Makefile', 'make'],
    ['build/common.mk', 'make'],
    ['hack/build.sh', 'shell'],
    ['.github/workflows/ci.yml', 'workflow'],
    ['.github/actions/image/action.yaml', 'workflow'],
    ['.gitlab-ci.yml', 'commands'],
    ['.circleci/config.yml', 'commands'],
    ['skaffold.yaml', 'skaffold'],
    ['.goreleaser.nightly.yml', 'goreleaser'],
    ['.github/dependabot.yml', undefined],
    ['deploy.yaml', undefined],
    ['Makefile.md', undefined],
    ['bakery.hcl', undefined],
  ] as const;
  for (const [path, kind] of kinds) assert.equal(buildFileKind(path), kind, path);
});

test('only files that build are worth keeping', () => {
  assert.ok(mayBuild('shell', 'cd x && docker build .'));
  assert.ok(mayBuild('make', '\t$(CONTAINER_TOOL) build -t x .'));
  assert.ok(mayBuild('workflow', '      - uses: docker/build-push-action@v6'));
  assert.ok(!mayBuild('shell', 'docker run x; go build ./...'));
  assert.ok(!mayBuild('goreleaser', 'builds:\n  - main: .'));
});

test('compose', () => {
  const text = `
x-build: &build
  context: ./app
services:
  a: { build: . }
  b:
    build: { context: b, dockerfile: ../docker/Dockerfile.b, target: prod, args: { X: 1 } }
  c: { build: *build }
  d: { build: { context: "\${DIR:-d}", target: $STAGE } }
  e: { build: { context: $DIR } }
  f: { build: { context: "https://github.com/acme/api.git#main" } }
  g: { build: { context: ., dockerfile: "$FILE" } }
  h: { build: { context: ., dockerfile_inline: "FROM scratch" } }
  i: { build: { target: dev } }
  j: { image: x }
`;
  assert.deepEqual(builds('compose', text), [
    '. <context>/Dockerfile',
    'b <context>/../docker/Dockerfile.b@prod',
    './app <context>/Dockerfile',
    'd <context>/Dockerfile@$',
    '? <context>/Dockerfile',
    '? <context>/Dockerfile',
  ]);
  assert.deepEqual(builds('compose', 'services: [a'), []);
  assert.deepEqual(builds('compose', '{}'), []);
});

test('bake, in both syntaxes, with what is inherited', () => {
  const hcl = `
variable "TAG" { default = "x" } # context = "no"
group "default" { targets = ["api"] }
target "_common" {
  context = "src" // here
  args = { context = "no" }
}
target "api" {
  inherits = ["_common"]
  target = "api"
  platforms = TAG != "" ? [
    "linux/amd64",
  ] : []
  dockerfile = "docker/Dockerfile"
}
target "other" {
  inherits = ["api"]
  context = "\${TAG}/x"
  target = TAG
}
target "inline" {
  dockerfile-inline = <<EOT
FROM scratch
EOT
}
target "plain" {}
`;
  assert.deepEqual(builds('bake', hcl), [
    'src <context>/docker/Dockerfile@api',
    '? <context>/docker/Dockerfile@$',
    '. <context>/Dockerfile',
  ]);
  const json = JSON.stringify({
    target: {
      a: { context: 'src', target: 'x' },
      b: { inherits: ['a', 'b'], dockerfile: 'D' },
      c: { context: '${X}' },
    },
  });
  assert.deepEqual(builds('bake', json), ['src <context>/Dockerfile@x', 'src <context>/D@x', '? <context>/Dockerfile']);
  assert.deepEqual(builds('bake', '{"target":'), []);
});

test('lines of a Makefile', () => {
  const text = `
IMG ?= docker build -f no .
image:
	docker build -t $(IMG) .
	@docker buildx build --platform linux/amd64 --push \\
	  -f build/Dockerfile --target=api --build-arg A=$(B) ..
	cd api && sudo docker build --no-cache -t x --file=D .
	$(CONTAINER_TOOL) build -t \${IMG} ./svc
	docker build $(FLAGS) .
	docker build $(FLAGS) -f D .
	docker build -f $(FILE) .
	docker build -f D $(DIR)
	docker build -f D "$$(pwd)"
	cd $(DIR) && docker build .
	docker build - < D
	docker build https://github.com/acme/api.git
	docker build $(CURDIR)
	echo docker build x
	docker run x build .
	docker compose build x
`;
  assert.deepEqual(builds('make', text), [
    '. <context>/Dockerfile',
    '.. build/Dockerfile@api',
    '. D in api',
    './svc <context>/Dockerfile',
    '. D@$',
    '? D@$',
    '. D',
    '? <context>/Dockerfile',
    '. <context>/Dockerfile',
  ]);
});

test('scripts, with the folders they have been in', () => {
  const [first, second] = parseBuilds('shell', 'docker build .\ncd "$ROOT"\ncd api\npodman build -f D .\n');
  assert.deepEqual([first?.visited, second?.visited], [[], ['api']]);
  assert.deepEqual(builds('shell', 'if true; then\n  docker image build x\nfi'), ['x <context>/Dockerfile']);
});

test('workflows', () => {
  const text = `
defaults: { run: { working-directory: app } }
jobs:
  a:
    steps:
      - uses: docker/build-push-action@v6
      - uses: docker/build-push-action@v6
        with: { context: ., file: build/Dockerfile, target: prod }
      - uses: docker/build-push-action@v6
        with: { context: ./svc }
      - uses: docker/build-push-action@v6
        with: { context: "\${{ github.workspace }}/svc", file: svc/D }
      - uses: docker/build-push-action@v6
        with: { context: "\${{ matrix.dir }}", file: D }
      - uses: docker/build-push-action@v6
        with: { context: ., file: "\${{ matrix.file }}" }
      - run: docker build -t "x:\${{ github.sha }}" .
      - working-directory: svc
        run: |
          make
          docker build .
`;
  assert.deepEqual(builds('workflow', text), [
    'commit Dockerfile',
    '. build/Dockerfile@prod',
    './svc ./svc/Dockerfile',
    './svc svc/D',
    '? D',
    '. <context>/Dockerfile in app',
    '. <context>/Dockerfile in svc',
  ]);
});

test('other pipelines, skaffold, GoReleaser', () => {
  assert.deepEqual(builds('commands', 'build:\n  script:\n    - cd api\n    - docker build -f D ..\n'), ['.. D']);
  const skaffold = `
build:
  artifacts:
    - image: a
    - { image: b, context: b, docker: { dockerfile: D, target: x } }
    - { image: c, ko: {} }
profiles:
  - build: { artifacts: [{ image: d, context: d }] }
`;
  assert.deepEqual(builds('skaffold', skaffold), [
    '. <context>/Dockerfile',
    'b <context>/D@x',
    'd <context>/Dockerfile',
  ]);
  assert.deepEqual(builds('goreleaser', 'dockers:\n  - {}\n  - dockerfile: D\n  - dockerfile: "{{ .X }}"\n'), [
    '? Dockerfile@$',
    '? D@$',
  ]);
});

test('no text hangs, and none throws', { timeout: 120_000 }, () => {
  const pieces = [
    'docker',
    ' build ',
    '$(',
    '${{',
    '/*',
    '"',
    '{',
    '[',
    '\\',
    "'",
    '<<EOT\n',
    '&a [*a',
    'target "x" {',
    '- uses: ',
  ];
  const kinds = ['compose', 'bake', 'make', 'shell', 'workflow', 'commands', 'skaffold', 'goreleaser'] as const;
  for (const kind of kinds) {
    for (const piece of pieces) {
      for (const text of [piece.repeat(3000), `\t${piece.repeat(3000)}`, `x: ${piece}`]) {
        parseBuilds(kind, text);
        mayBuild(kind, text);
      }
    }
  }
});
