import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readFrontMatter } from '../scripts/notes/frontMatter.ts';
import { renderMarkdown } from '../scripts/notes/markdown.ts';
import { renderTimeline } from '../scripts/notes/timeline.ts';

describe('Markdown', () => {
  test('raw HTML comes out as text', () => {
    const { html } = render('<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>');
    assert.doesNotMatch(html, /<script|<img/);
    assert.match(html, /&lt;script&gt;/);
  });

  test('an address that could run is no link', () => {
    assert.doesNotMatch(render('[x](javascript:alert(1))').html, /<a|<button/);
  });

  test('an address of an unknown kind stops the build', () => {
    assert.throws(() => render('[x](http://example.com)'), /http:\/\/example\.com is neither https:/);
    assert.throws(() => render('[x](command:workbench.action.quit)'), /neither/);
  });

  test('links into the product are buttons that name their target', () => {
    const { html, references } = render('[a](rule:kubernetes/x) [b](snippet:gk-y) [c](note:z#q-1)');
    assert.match(html, /<button type="button" class="chip" data-rule="kubernetes\/x">a<\/button>/);
    assert.match(html, /<button type="button" class="chip" data-snippet="gk-y">b<\/button>/);
    assert.match(html, /<button type="button" class="link-button" data-note="z#q-1">c<\/button>/);
    assert.deepEqual(references, [
      { kind: 'rule', target: 'kubernetes/x' },
      { kind: 'snippet', target: 'gk-y' },
      { kind: 'note', target: 'z#q-1' },
    ]);
  });

  test('a heading takes its id from its end', () => {
    const { html, sections } = render('### What `x` does {#q-x}\n\nSome *text*.\n\n```sh\nls\n```');
    assert.match(html, /<h3 id="q-x" tabindex="-1" class="question">What <code>x<\/code> does<\/h3>/);
    assert.deepEqual(sections, [{ id: 'q-x', level: 3, heading: 'What x does', text: 'Some text.\nls' }]);
  });

  test('a heading without an id, or with one used before, stops the build', () => {
    assert.throws(() => render('## Why'), /“Why” has no \{#id\}/);
    assert.throws(() => render('## A {#x}\n\n## B {#x}'), /two headings have the id x/);
  });

  test('a misconception shows what is said and what holds, in the language of the note', () => {
    const source = '> [!misconception] Said.\n>\n> Holds.';
    assert.match(
      render(source).html,
      /Often said<\/p>\s*<p class="said">Said\.<\/p>\s*<p class="callout-label">In fact<\/p>\s*<p>Holds\.<\/p>/,
    );
    assert.match(render(source, 'zh-cn').html, /常有人说[\s\S]*其实/);
  });

  test('a box of no kind, or a misconception without its correction, stops the build', () => {
    assert.throws(() => render('> A quote'), /begins with none of/);
    assert.throws(() => render('> [!misconception] Said.'), /what is wrong and not what is right/);
  });

  test('code is coloured by classes, and its text is escaped', () => {
    const { html } = render('```go\nif a < b { return "x" }\n```');
    assert.match(html, /<span class="hljs-keyword">if<\/span> a &lt; b/);
    assert.doesNotMatch(html, /style=/);
  });

  test('code in an unknown language stops the build', () => {
    assert.throws(() => render('```cobol\n```'), /unknown language “cobol”/);
  });

  test('a line break between two Chinese characters leaves no gap', () => {
    assert.match(render('内存\n限制', 'zh-cn').html, /内存限制/);
    assert.match(render('memory\nlimit').html, /memory\nlimit/);
  });

  test('emphasis that Markdown does not recognise stops the build', () => {
    assert.throws(() => render('这是**“强调”**的文字', 'zh-cn'), /markup came out as text/);
  });
});

describe('front matter', () => {
  const head = (change: string): string =>
    `---\nslug: a\ntitle: A\nsummary: S\nchapter: c\nkeywords: []\nrules: []\nsnippets: []\nsources:\n${change}---\nBody`;
  const source = '  - title: T\n    url: https://example.com/\n    verifiedOn: 2026-11-23\n';

  test('it is read apart from the body, dates as they are written', () => {
    const { head: read, body } = readFrontMatter(head(source), 'a.md');
    assert.deepEqual(read.sources, [{ title: 'T', url: 'https://example.com/', verifiedOn: '2026-11-23' }]);
    assert.equal(body, 'Body');
  });

  test('what is missing or wrong is named with its place', () => {
    assert.throws(() => readFrontMatter('Body', 'a.md'), /a\.md: the note does not begin with front matter/);
    assert.throws(
      () => readFrontMatter(head(source.replace('https', 'http')), 'a.md'),
      /source 1: .* is not an https address/,
    );
    assert.throws(
      () => readFrontMatter(head(source.replace('2026-11-23', '2026-13-23')), 'a.md'),
      /not a date: 2026-13-23/,
    );
    assert.throws(
      () => readFrontMatter(head(source.replace('    verifiedOn: 2026-11-23\n', '')), 'a.md'),
      /verifiedOn is not a text/,
    );
    assert.throws(() => readFrontMatter(head(source).replace('title: A', 'titel: A'), 'a.md'), /unknown key titel/);
  });
});

describe('a timeline', () => {
  const timeline = (lanes: string, more = ''): string =>
    `title: T\ndescription: D\naxis: { from: 0, to: 100, step: 50, unit: s }\n${more}lanes:\n${lanes}`;
  const draw = (source: string): string => renderTimeline(source, 'f', 'As text').html;

  test('lengths are to scale', () => {
    const html = draw(
      timeline('  - name: N\n    bars: [{ from: 0, to: 100, tone: steady }, { from: 0, to: 25, tone: waste }]'),
    );
    const [whole = 0, quarter = 0] = [
      ...html.matchAll(/<rect class="tl-bar [a-z]+" x="[\d.]+" y="[\d.]+" width="([\d.]+)"/g),
    ].map((match) => Number(match[1]));
    assert.equal(quarter / whole, 0.25);
  });

  test('every moment has a shape of its own, not only a colour', () => {
    const shape = (tone: string): string =>
      /<g class="tl-point [a-z]+">(.*?)<\/g>/.exec(
        draw(timeline(`  - name: N\n    points: [{ at: 50, tone: ${tone} }]`)),
      )?.[1] ?? '';
    assert.equal(new Set(['pass', 'fail', 'stop', 'ghost'].map(shape)).size, 4);
  });

  test('who does not see it reads it', () => {
    const html = draw(timeline('  - name: N'));
    assert.match(html, /<svg [^>]*role="img" aria-label="T" aria-describedby="f-text"/);
    assert.match(html, /<summary>As text<\/summary><p id="f-text">D<\/p>/);
  });

  test('text that would not fit stops the build', () => {
    assert.throws(
      () => draw(timeline('  - name: N\n    bars: [{ from: 0, to: 5, label: much too long, tone: steady }]')),
      /“much too long” does not fit between 0 and 5/,
    );
    assert.throws(
      () =>
        draw(
          timeline(
            '  - name: N\n    points: [{ at: 50, label: first, tone: pass }, { at: 51, label: second, tone: pass }]',
          ),
        ),
      /“second” overlaps/,
    );
  });

  test('a moment outside the axis stops the build', () => {
    assert.throws(
      () => draw(timeline('  - name: N\n    points: [{ at: 101, tone: pass }]')),
      /101 lies outside the axis/,
    );
  });

  test('a tone that does not exist stops the build', () => {
    assert.throws(() => draw(timeline('  - name: N\n    points: [{ at: 1, tone: pink }]')), /unknown tone pink/);
  });

  test('its words are escaped', () => {
    const html = draw(timeline('  - name: "<b>"').replace('title: T', 'title: "<i>"'));
    assert.doesNotMatch(html, /<b>|<i>/);
  });
});

function render(body: string, locale: 'en' | 'zh-cn' = 'en'): ReturnType<typeof renderMarkdown> {
  return renderMarkdown(body, 'a', locale);
}
