import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import go from 'highlight.js/lib/languages/go';
import yaml from 'highlight.js/lib/languages/yaml';
import MarkdownIt, { type RendererRule, type Token } from 'markdown-it';
import type { NoteLocale, NoteSection } from '../../media/src/protocol.ts';
import { transformCallouts } from './callouts.ts';
import { LABELS } from './labels.ts';
import { renderTimeline } from './timeline.ts';

hljs.registerLanguage('sh', bash);
hljs.registerLanguage('dockerfile', dockerfile);
hljs.registerLanguage('go', go);
hljs.registerLanguage('yaml', yaml);

export interface RenderedNote {
  readonly html: string;
  readonly sections: readonly NoteSection[];
  /** What the text refers to, to be checked against what exists. */
  readonly references: readonly Reference[];
}

export interface Reference {
  readonly kind: 'rule' | 'snippet' | 'note' | 'heading';
  readonly target: string;
}

interface Scope {
  readonly locale: NoteLocale;
  /** Part of every id that has to be unique on the page. */
  readonly slug: string;
  figures: number;
  /** What a figure says, in order, for search. */
  readonly figureTexts: Map<Token, string>;
}

/** Renders the body of a note. Raw HTML is text here, so every tag in the result was written by this folder. */
export function renderMarkdown(body: string, slug: string, locale: NoteLocale): RenderedNote {
  // Curly quotes for English; Chinese sources have their own.
  const markdown = new MarkdownIt({ html: false, linkify: false, typographer: locale === 'en' }).disable(
    'replacements',
  );
  const scope: Scope = { locale, slug, figures: 0, figureTexts: new Map() };
  markdown.renderer.rules['fence'] = (tokens, index) => fence(tokens[index] as Token, scope);
  markdown.renderer.rules['label'] = (tokens, index) =>
    `<p class="callout-label">${markdown.utils.escapeHtml(tokens[index]?.content ?? '')}</p>\n`;
  markdown.renderer.rules['table_open'] = () => '<div class="table"><table>\n';
  markdown.renderer.rules['table_close'] = () => '</table></div>\n';
  markdown.renderer.rules['softbreak'] = softbreak;
  const tokens = markdown.parse(body, {});
  nameHeadings(tokens, slug);
  transformCallouts(tokens, LABELS[locale]);
  const references = transformLinks(tokens);
  const html = markdown.renderer.render(tokens, markdown.options, {});
  const literal = /\*\*|\{#|\[!/.exec(html);
  if (literal !== null) throw new Error(`${slug} (${locale}): markup came out as text: ${around(html, literal.index)}`);
  return { html, sections: sectionsOf(tokens, scope), references };
}

/** A line break in the source is a space in English, and nothing between two Chinese characters. */
const softbreak: RendererRule = (tokens, index) => {
  const before = tokens[index - 1]?.content.at(-1) ?? '';
  const after = tokens[index + 1]?.content.at(0) ?? '';
  return isFullWidth(before) && isFullWidth(after) ? '' : '\n';
};

function isFullWidth(character: string): boolean {
  return /[\u3000-\u9fff\uff00-\uffef]/.test(character);
}

/** Every heading says its id as `{#id}`: ids stay when words change, and are the same in every language. */
function nameHeadings(tokens: readonly Token[], slug: string): void {
  const seen = new Set<string>();
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'heading_open') continue;
    const id = takeId(tokens[index + 1], slug);
    if (seen.has(id)) throw new Error(`${slug}: two headings have the id ${id}`);
    seen.add(id);
    token.attrSet('id', id);
    token.attrSet('tabindex', '-1');
    if (id.startsWith('q-')) token.attrSet('class', 'question');
  }
}

function takeId(inline: Token | undefined, slug: string): string {
  const text = inline?.children?.at(-1);
  const [, words, id] = /^(.*?)\s*\{#([a-z][a-z0-9-]*)\}$/.exec(text?.content ?? '') ?? [];
  if (text === undefined || words === undefined || id === undefined)
    throw new Error(`${slug}: the heading “${inline?.content}” has no {#id} at its end`);
  text.content = words;
  return id;
}

/** Links inside the product become buttons, which no browser follows by itself; the rest are marked as leading out. */
function transformLinks(tokens: readonly Token[]): Reference[] {
  const references: Reference[] = [];
  for (const children of tokens.map(({ children }) => children ?? [])) {
    const open: Token[] = [];
    for (const token of children) {
      if (token.type === 'link_open') {
        open.push(token);
        references.push(...transformLink(token));
      } else if (token.type === 'link_close') {
        token.tag = open.pop()?.tag ?? 'a';
      }
    }
  }
  return references;
}

function transformLink(token: Token): Reference[] {
  const href = String(token.attrGet('href') ?? '');
  if (href.startsWith('https://')) {
    token.attrSet('class', 'external');
    return [];
  }
  const match = /^(rule|snippet|note):(.+)$/.exec(href);
  const kind = match?.[1] as 'rule' | 'snippet' | 'note' | undefined;
  const target = href.startsWith('#') ? href.slice(1) : match?.[2];
  if (target === undefined)
    throw new Error(`The address ${href} is neither https:, rule:, snippet:, note: nor #heading`);
  token.tag = 'button';
  token.attrs = [
    ['type', 'button'],
    ['class', kind === 'rule' || kind === 'snippet' ? 'chip' : 'link-button'],
    [`data-${kind ?? 'heading'}`, target],
  ];
  return [{ kind: kind ?? 'heading', target }];
}

function fence(token: Token, scope: Scope): string {
  const language = token.info.trim();
  const label = LABELS[scope.locale].code[language];
  if (language === 'timeline') {
    scope.figures += 1;
    const figure = renderTimeline(token.content, `figure-${scope.figures}`, LABELS[scope.locale].asText);
    scope.figureTexts.set(token, figure.text);
    return figure.html;
  }
  if (label === undefined) throw new Error(`${scope.slug}: a code block has the unknown language “${language}”`);
  const code = hljs.getLanguage(language) === undefined ? escape(token.content) : highlight(token.content, language);
  return `<div class="code" data-language="${language}"><div class="code-head"><span>${label}</span></div><pre><code>${code}</code></pre></div>\n`;
}

function highlight(code: string, language: string): string {
  return hljs.highlight(code, { language, ignoreIllegals: true }).value;
}

function sectionsOf(tokens: readonly Token[], scope: Scope): NoteSection[] {
  const sections: { id: string; level: 2 | 3; heading: string; text: string }[] = [];
  for (const [index, token] of tokens.entries()) {
    const last = sections.at(-1);
    if (token.type === 'heading_open') {
      const level = token.tag === 'h2' ? 2 : 3;
      sections.push({ id: String(token.attrGet('id') ?? ''), level, heading: plain(tokens[index + 1]), text: '' });
    } else if (last !== undefined && tokens[index - 1]?.type !== 'heading_open') {
      const text = textOf(token, scope);
      if (text !== '') last.text += last.text === '' ? text : `\n${text}`;
    }
  }
  return sections;
}

function textOf(token: Token, scope: Scope): string {
  if (token.type === 'inline') return plain(token);
  if (token.type !== 'fence') return '';
  return scope.figureTexts.get(token) ?? token.content.trim();
}

function plain(token: Token | undefined): string {
  return (token?.children ?? [])
    .map(({ type, content }) => (type === 'softbreak' ? ' ' : content))
    .join('')
    .trim();
}

function around(text: string, index: number): string {
  return text.slice(Math.max(0, index - 40), index + 40);
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
