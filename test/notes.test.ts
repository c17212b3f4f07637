import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { DockerfileParser } from 'dockerfile-ast';
import MarkdownIt from 'markdown-it';
import { parse, parseAllDocuments } from 'yaml';
import type { Note } from '../media/src/protocol.ts';
import { readFrontMatter } from '../scripts/notes/frontMatter.ts';
import { readNotebook } from '../scripts/renderNotes.ts';

const YEAR = 365 * 24 * 3600 * 1000;
const english = readNotebook('en');
const chinese = readNotebook('zh-cn');
const files = globSync('media/notes/{en,zh-cn}/*.md').map((file) => file.replaceAll('\\', '/'));

/** What a note promises to answer, from the list of topics. */
const QUESTIONS: Readonly<Record<string, number>> = { 'limits-oomkilled': 4, 'probes-shutdown': 5 };

describe('the two languages of a note', () => {
  test('the same notes exist in both', () => {
    assert.ok(english.notebook.notes.length >= 2);
    assert.deepEqual(slugs(chinese.notebook.notes), slugs(english.notebook.notes));
  });

  for (const note of english.notebook.notes) {
    const other = chinese.notebook.notes.find(({ slug }) => slug === note.slug);

    test(`${note.slug} has the same headings, rules, snippets and sources`, () => {
      assert.deepEqual(other?.sections.map(outlineOf), note.sections.map(outlineOf));
      assert.deepEqual(
        { chapter: other?.chapter, rules: other?.rules, snippets: other?.snippets },
        { chapter: note.chapter, rules: note.rules, snippets: note.snippets },
      );
      assert.deepEqual(other?.sources.map(factOf), note.sources.map(factOf));
    });

    test(`${note.slug} is translated: no heading and no section is the same in both`, () => {
      for (const [index, section] of note.sections.entries()) {
        assert.notEqual(other?.sections[index]?.heading, section.heading);
        assert.match(`${other?.sections[index]?.heading}`, /\p{Script=Han}/u);
      }
    });

    test(`${note.slug} has the same boxes, code, drawings and links, in the same order`, () => {
      assert.deepEqual(skeletonOf(`media/notes/zh-cn/${note.slug}.md`), skeletonOf(`media/notes/en/${note.slug}.md`));
    });
  }
});

describe('what a note holds', () => {
  for (const note of [...english.notebook.notes, ...chinese.notebook.notes]) {
    const name = `${note.slug}, ${/\p{Script=Han}/u.test(note.title) ? 'zh-cn' : 'en'}`;

    test(`${name}: the parts that every note has, in order`, () => {
      const parts = note.sections.filter(({ level }) => level === 2).map(({ id }) => id);
      assert.deepEqual(parts, ['why', 'how', 'questions', 'gantry']);
      assert.ok(note.html.includes('<figure'), 'a drawing');
      assert.ok(note.html.includes('class="callout misconception"'), 'a misconception');
    });

    test(`${name}: every question has its answer, the common wrong one and a check`, () => {
      const answers = note.html.split(/(?=<h[23] )/).filter((part) => part.includes(' class="question"'));
      assert.equal(answers.length, QUESTIONS[note.slug]);
      for (const answer of answers) {
        assert.equal(count(answer, 'class="callout wrong"'), 1, answer.slice(0, 80));
        assert.equal(count(answer, 'class="callout check"'), 1, answer.slice(0, 80));
        assert.match(answer, /class="callout check"[\s\S]*<pre>/, 'a check is something to run');
      }
    });

    test(`${name}: it is read in under ten minutes`, () => {
      assert.ok(note.minutes > 2 && note.minutes < 10, `${note.minutes} minutes`);
    });

    test(`${name}: every source was read within a year`, () => {
      assert.ok(note.sources.length >= 3);
      assert.deepEqual(staleOf(note, Date.now()), []);
    });

    test(`${name}: every check and snippet it names is linked from its last part`, () => {
      const part = note.html.slice(note.html.indexOf('id="gantry"'));
      for (const rule of note.rules) assert.ok(part.includes(`data-rule="${rule}"`), rule);
      for (const prefix of note.snippets) assert.ok(part.includes(`data-snippet="${prefix}"`), prefix);
    });

    test(`${name}: nothing in its markup runs, loads or styles by itself`, () => {
      assert.deepEqual(strayMarkup(note.html), []);
    });
  }

  test('a source goes stale on the day after a year', () => {
    const note = { sources: [{ title: '', url: 'u', verifiedOn: '2026-11-23' }] };
    assert.deepEqual(staleOf(note, Date.parse('2027-11-23')), []);
    assert.deepEqual(staleOf(note, Date.parse('2027-11-24')), ['u was read on 2026-11-23']);
  });
});

describe('what a note points at', () => {
  const references = [...english.references, ...chinese.references];
  const rules = new Set(
    globSync('server/src/rules/{dockerfile,kubernetes,workspace}/*.ts').map((file) =>
      file.replaceAll('\\', '/').replace(/^server\/src\/rules\/(.*)\.ts$/, '$1'),
    ),
  );
  const prefixes = new Set(
    globSync('snippets/*.json').flatMap((file) =>
      Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, { prefix: string | string[] }>).flatMap(
        ({ prefix }) => prefix,
      ),
    ),
  );

  for (const id of new Set([...targets('rule'), ...english.notebook.notes.flatMap((note) => note.rules)])) {
    test(`the rule ${id} exists`, () => assert.ok(rules.has(id)));
  }

  for (const id of new Set([...targets('snippet'), ...english.notebook.notes.flatMap((note) => note.snippets)])) {
    test(`the snippet ${id} exists`, () => assert.ok(prefixes.has(id)));
  }

  function targets(kind: string): string[] {
    return references.filter((reference) => reference.kind === kind).map(({ target }) => target);
  }
});

describe('code in a note', () => {
  for (const file of files) {
    for (const [index, { language, code }] of fencesOf(file).entries()) {
      if (language === 'yaml') {
        test(`${file}, block ${index + 1} is YAML`, () => {
          assert.deepEqual(
            parseAllDocuments(code).flatMap(({ errors, warnings }) => [...errors, ...warnings]),
            [],
          );
        });
      }
      if (language === 'dockerfile') {
        test(`${file}, block ${index + 1} is a Dockerfile`, () => {
          const instructions = DockerfileParser.parse(code).getInstructions();
          assert.equal(instructions[0]?.getKeyword(), 'FROM');
        });
      }
      if (language === 'go') {
        test(`${file}, block ${index + 1} is Go as gofmt writes it`, (t) => {
          const lines = code.trimEnd().split('\n');
          const body = lines.map((line) => (line === '' ? line : `\t${line}`)).join('\n');
          const whole = `package main\n\nfunc main() {\n${body}\n}\n`;
          const gofmt = spawnSync('gofmt', ['-e'], { input: whole, encoding: 'utf8' });
          if (gofmt.error !== undefined) {
            t.skip('gofmt is not installed');
            return;
          }
          assert.equal(gofmt.stderr, '');
          assert.equal(gofmt.stdout, whole);
        });
      }
    }
  }

  test('the GOMEMLIMIT of the example is 90% of its memory limit, rounded down', () => {
    const [example] = fencesOf('media/notes/en/limits-oomkilled.md').filter(({ language }) => language === 'yaml');
    const { resources, env } = parse(example?.code ?? '') as {
      resources: { limits: { memory: string } };
      env: { name: string; value: string }[];
    };
    const limit = Number.parseInt(resources.limits.memory, 10);
    assert.equal(resources.limits.memory, `${limit}Mi`);
    assert.deepEqual(env, [{ name: 'GOMEMLIMIT', value: `${Math.floor(limit * 0.9)}MiB` }]);
  });

  test('the grace period of the example is longer than its sleep and its deadline together', () => {
    const fences = fencesOf('media/notes/en/probes-shutdown.md');
    const pod = fences.map(({ code }) => code).find((code) => code.includes('terminationGracePeriodSeconds')) ?? '';
    const { spec } = parse(pod) as {
      spec: {
        terminationGracePeriodSeconds: number;
        containers: { lifecycle: { preStop: { sleep: { seconds: number } } } }[];
      };
    };
    const deadline = Number(
      /WithTimeout\(context\.Background\(\), (\d+)\*time\.Second\)/.exec(fences.map(({ code }) => code).join())?.[1],
    );
    const sleep = spec.containers[0]?.lifecycle.preStop.sleep.seconds ?? NaN;
    assert.ok(sleep + deadline < spec.terminationGracePeriodSeconds, `${sleep} + ${deadline}`);
  });
});

describe('Chinese typography', () => {
  for (const file of files.filter((each) => each.includes('/zh-cn/'))) {
    test(`${file} uses full-width punctuation between Chinese characters`, () => {
      const prose = readFrontMatter(readFileSync(file, 'utf8'), file).body.replace(/```[\s\S]*?```|`[^`\n]*`/g, '');
      assert.deepEqual(prose.match(/\p{Script=Han}[,:;!?"]|[,;!?"]\p{Script=Han}/gu), null);
    });
  }
});

function slugs(notes: readonly Note[]): readonly string[] {
  return notes.map(({ slug }) => slug);
}

function outlineOf({ id, level }: Note['sections'][number]): string {
  return `${level} ${id}`;
}

function factOf({ url, since, until, verifiedOn }: Note['sources'][number]): object {
  return { url, since, until, verifiedOn };
}

function staleOf({ sources }: Pick<Note, 'sources'>, now: number): string[] {
  return sources
    .filter(({ verifiedOn }) => now - Date.parse(verifiedOn) > YEAR)
    .map(({ url, verifiedOn }) => `${url} was read on ${verifiedOn}`);
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

/** Everything about a note but its words: the kinds of its blocks, its code, the figures of its drawings, its links. */
function skeletonOf(file: string): string[] {
  const { body } = readFrontMatter(readFileSync(file, 'utf8'), file);
  return new MarkdownIt().parse(body, {}).flatMap((token) => {
    if (token.type === 'fence')
      return [token.info === 'timeline' ? figures(token.content) : `${token.info}\n${token.content}`];
    if (token.type !== 'inline') return token.nesting === 1 ? [token.type] : [];
    const marker = /^\[![a-z]+\]/.exec(token.content)?.[0] ?? '';
    const links = (token.children ?? []).flatMap((child) => child.attrGet('href') ?? []);
    return [marker, ...links].filter((part) => part !== '').map(String);
  });
}

/** A drawing without its words. */
function figures(source: string): string {
  return JSON.stringify(parse(source), (key, value: unknown) =>
    ['title', 'description', 'name', 'label'].includes(key) ? typeof value : value,
  );
}

function fencesOf(file: string): { language: string; code: string }[] {
  const { body } = readFrontMatter(readFileSync(file, 'utf8'), file);
  return new MarkdownIt()
    .parse(body, {})
    .filter(({ type }) => type === 'fence')
    .map(({ info, content }) => ({ language: info, code: content }));
}

const TAGS = new Set(
  (
    'a blockquote button circle code defs details div em figcaption figure g h2 h3 li line ol p path pattern pre rect ' +
    'span strong summary svg table tbody td text th thead tr ul'
  ).split(' '),
);
const ATTRIBUTES = new Set(
  (
    'aria-describedby aria-label class cx cy d data-heading data-language data-note data-rule data-snippet fill height ' +
    'href id patternTransform patternUnits r role rx tabindex transform type viewBox width x x1 x2 y y1 y2'
  ).split(' '),
);

function strayMarkup(html: string): string[] {
  const strays: string[] = [];
  for (const [tag, name = '', attributes = ''] of html.matchAll(
    /<([a-zA-Z][\w-]*)((?:\s+[\w-]+(?:="[^"]*")?)*)\s*\/?>/g,
  )) {
    if (!TAGS.has(name)) strays.push(tag);
    for (const [, attribute = '', value = ''] of attributes.matchAll(/([\w-]+)(?:="([^"]*)")?/g)) {
      const allowed = ATTRIBUTES.has(attribute) && (attribute !== 'href' || value.startsWith('https://'));
      if (!allowed) strays.push(`${attribute}="${value}"`);
    }
  }
  // Whatever the pattern above did not take for a tag must not look like one either.
  const rest = html.replace(/<\/?[a-zA-Z][\w-]*(?:\s+[\w-]+(?:="[^"]*")?)*\s*\/?>/g, '');
  return rest.includes('<') ? [...strays, rest.slice(rest.indexOf('<'), rest.indexOf('<') + 40)] : strays;
}
