import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyEdits } from '../../core/text.ts';
import { parseKubernetes } from '../../parse/kubernetes.ts';
import { parseYaml } from '../../parse/yaml.ts';
import { cursorIn } from '../../testing/cursor.ts';
import type { OutlineItem } from '../answers.ts';
import { kubernetesFolds } from './folding.ts';
import { kubernetesLinks } from './links.ts';
import { kubernetesOnType } from './onType.ts';
import { kubernetesOutline } from './outline.ts';
import { kubernetesSelections } from './selection.ts';

const FILE = `# The shop.
# Two of them.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  template:
    spec:
      containers:
        - name: api
          image: redis:8
          ports:
            - name: http
              containerPort: 8080
          livenessProbe:
            httpGet: { port: http }
      volumes:
        - name: tmp
          emptyDir: {}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: conf
data:
  script: |
    one
    two

  LEVEL: info
`;

function tree(items: readonly OutlineItem[] | undefined): unknown {
  return items?.map(({ name, detail, children }) => [`${name} ${detail}`.trim(), ...(tree(children) as unknown[])]);
}

describe('outline', () => {
  const outline = (text: string) => kubernetesOutline(parseKubernetes(parseYaml(text)));

  test('resources with what people look for in them', () => {
    assert.deepEqual(tree(outline(FILE)), [
      ['Deployment/api apps/v1', ['api redis:8', ['http 8080/TCP'], ['livenessProbe']], ['tmp emptyDir']],
      ['ConfigMap/conf v1', ['script'], ['LEVEL']],
    ]);
  });

  test('each entry holds its name and its parts', () => {
    const check = (item: OutlineItem, within: { start: number; end: number }): void => {
      assert.ok(item.span.start <= item.selection.start && item.selection.end <= item.span.end, item.name);
      assert.ok(within.start <= item.span.start && item.span.end <= within.end, item.name);
      for (const child of item.children) check(child, item.span);
    };
    for (const item of outline(FILE) ?? []) check(item, { start: 0, end: FILE.length });
  });

  test('other YAML has none', () => {
    assert.equal(outline('services: {}\n'), undefined);
  });
});

describe('folds', () => {
  const folds = (text: string) =>
    kubernetesFolds(parseYaml(text)).map(({ startLine, endLine, kind }) =>
      kind === 'region' ? `${startLine}-${endLine}` : `${startLine}-${endLine} ${kind}`,
    );

  test('documents, everything that is indented, block scalars, comments; outer ones first', () => {
    const found = folds(FILE);
    for (const fold of ['0-1 comment', '20-30', '6-19', '9-16', '10-16', '12-14', '26-28', '25-30'])
      assert.ok(found.includes(fold), `${fold} in ${found.join()}`);
    assert.equal(found[0], '0-19');
  });

  test('a list that stands as far out as its key', () => {
    assert.deepEqual(folds('a:\n- b: 1\n  c: 2\n- d\ne: 3\n'), ['0-3', '1-2']);
  });

  test('no more than the text has, and none in one line', () => {
    assert.deepEqual(folds('a: 1\n'), []);
    assert.deepEqual(folds(''), []);
    assert.deepEqual(folds('a:\n  b: 1\n\n\n'), ['0-1']);
  });
});

test('links lead to the page of a kind and of an image', () => {
  const links = kubernetesLinks(parseKubernetes(parseYaml(FILE)));
  assert.deepEqual(
    links.map(({ span, target }) => [FILE.slice(span.start, span.end), target]),
    [
      ['Deployment', 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/'],
      ['redis:8', 'https://hub.docker.com/_/redis'],
      ['ConfigMap', 'https://kubernetes.io/docs/concepts/configuration/configmap/'],
    ],
  );
});

test('expanding a selection goes from the word to the file', () => {
  const { text, offset } = cursorIn(FILE.replace('containerPort: 80', 'containerPort: 80|'));
  const spans = kubernetesSelections(parseYaml(text), offset).map(({ start, end }) => text.slice(start, end));
  assert.equal(spans[0], '8080');
  assert.equal(spans[1], 'containerPort: 8080');
  assert.ok(spans.includes('name: http\n              containerPort: 8080'));
  assert.equal(spans.at(-1), text);
  assert.ok(spans.every((span, at) => at === 0 || span.includes(spans[at - 1] ?? '')));
});

describe('on-type indentation', () => {
  const POD = 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: a\n      image: b\n';
  const flat = 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n    image: b\n';
  /** The line of the `|` as it is left. */
  const left = (marked: string, typed: string): string | undefined => {
    const { text, offset } = cursorIn(marked);
    const edits = kubernetesOnType({ file: parseYaml(text), offset, locale: 'en' }, typed);
    if (!edits) return undefined;
    return edits.length === 0
      ? 'left alone'
      : applyEdits(text, edits).split('\n')[text.slice(0, offset).split('\n').length - 1];
  };
  const cases: readonly [string, string, string, string | undefined][] = [
    ['below the first key of an item', POD.replace('a\n', 'a\n    |\n'), '\n', '      '],
    ['below another key', `${POD}      |\n`, '\n', 'left alone'],
    ['behind the key of a list', `${POD}      ports:\n        |\n`, '\n', 'left alone'],
    ['as the document has its lists', `${flat}    ports:\n      |\n`, '\n', '    '],
    ['behind the key of an object', `${flat}    resources:\n    |\n`, '\n', '      '],
    ['behind the header of a text', `${POD}      command: >-\n      |\n`, '\n', '        '],
    [
      'within a text that looks like keys',
      'apiVersion: v1\nkind: ConfigMap\ndata:\n  a: >\n    - b: c\n    |\n',
      '\n',
      'left alone',
    ],
    ['where a line was split', POD.replace('a\n', 'a\n    |image: b\n'), '\n', 'left alone'],
    ['below a blank line', `${POD}\n|\n`, '\n', 'left alone'],
    ['a dash where keys stand', `${POD}      -|\n`, '-', '    -'],
    ['a dash as far out as its key', `${flat}    ports:\n    -|\n`, '-', 'left alone'],
    ['a dash in its list', `${POD}    -|\n`, '-', 'left alone'],
    ['a dash in a text', `${POD}      workingDir: a-|\n`, '-', 'left alone'],
    ['other YAML', 'services:\n  - a: b\n  |\n', '\n', undefined],
  ];
  for (const [name, marked, typed, expected] of cases) test(name, () => assert.equal(left(marked, typed), expected));
});
