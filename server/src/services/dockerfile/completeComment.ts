import { BUILD_CHECKS } from '../../core/dockerfileLanguage.ts';
import { lineEnd, lineStart } from '../../core/text.ts';
import { dockerfileRules, ruleOfCheck, ruleTexts, type Locale } from '../../engine/catalogue.ts';
import { say } from '../strings.ts';
import { typedAt } from './cursor.ts';
import { described } from '../markdown.ts';
import { entries, type CompletionEntry, type Item } from '../answers.ts';
import type { Question } from './question.ts';
import { checkPage, directiveReference } from './reference.ts';

/** Parser directives in the first lines, and the comments by which Gantry is told to be silent. */
export function commentEntries(question: Question, before: string): CompletionEntry[] {
  return [...(isAtTop(question) ? directiveEntries(question, before) : []), ...pragmaEntries(question, before)];
}

/** A directive counts only as long as nothing but directives stands above it. */
function isAtTop({ dockerfile: { text, directives }, offset }: Question): boolean {
  const start = lineStart(text, offset);
  const above = directives.filter(({ span }) => span.end < start);
  const lines = text.slice(text.startsWith('\ufeff') ? 1 : 0, start).split('\n');
  return lines.length - 1 === above.length;
}

function directiveEntries(question: Question, before: string): CompletionEntry[] {
  const { dockerfile, offset, locale } = question;
  const at = (word: string) => typedAt(dockerfile.text, offset, word, /^[^\s;,]*/);
  const name = /^#[ \t]*(\w*)$/.exec(before)?.[1];
  if (name !== undefined) {
    // The words of an ordinary comment are none to choose.
    const isOurs = /^\w*[ \t]*(?:=|$)/.test(dockerfile.text.slice(offset, lineEnd(dockerfile.text, offset)));
    const typed = typedAt(dockerfile.text, offset, name, /^\w*(?:[ \t]*=\S*)?/);
    return isOurs ? entries(typed, directives(question)) : [];
  }
  const [, directive = '', value = ''] = /^#[ \t]*(syntax|escape|check)[ \t]*=[ \t]*(.*)$/i.exec(before) ?? [];
  if (directive === '') return [];
  if (/syntax/i.test(directive)) return entries(typedAt(dockerfile.text, offset, value, /^\S*/), frontends(locale));
  if (/escape/i.test(directive)) return entries(at(value), escapes(locale));
  return checkEntries(question, value);
}

function directives({ dockerfile, offset, locale, hasPeer }: Question): Item[] {
  const start = lineStart(dockerfile.text, offset);
  const taken = new Set(
    dockerfile.directives.filter(({ span }) => span.start < start || span.start > offset).map(({ name }) => name),
  );
  // Another escape character would tear apart what goes on over several lines.
  const usesBackslash = /\\[ \t]*\r?\n/.test(dockerfile.text);
  const offered: readonly Item[] = [
    { label: 'syntax=docker/dockerfile:1', kind: 'keyword' },
    { label: 'check=', kind: 'keyword', continues: true },
    ...(hasPeer || usesBackslash ? [] : [{ label: 'escape=`', kind: 'keyword' } as const]),
  ];
  return offered
    .map((item) => ({ ...item, name: item.label.split('=')[0] ?? '' }))
    .filter(({ name }) => !taken.has(name))
    .map(({ name, ...item }) => ({ ...item, documentation: described(directiveReference(name, locale), locale) }));
}

function frontends(locale: Locale): Item[] {
  return [
    { label: 'docker/dockerfile:1', documentation: described(directiveReference('syntax', locale), locale) },
    { label: 'docker/dockerfile:1-labs', documentation: described(directiveReference('syntax labs', locale), locale) },
  ].map((item) => ({ ...item, kind: 'value' }));
}

function escapes(locale: Locale): Item[] {
  const documentation = described(directiveReference('escape', locale), locale);
  return ['`', '\\'].map((label) => ({ label, kind: 'value', documentation }));
}

/** `skip=A,B;error=true`. */
function checkEntries(question: Question, value: string): CompletionEntry[] {
  const { dockerfile, offset, locale } = question;
  const option = value.split(';').at(-1) ?? '';
  const [, key = '', list] = /^[ \t]*(\w*)(?:[ \t]*=[ \t]*(.*))?$/.exec(option) ?? [];
  const word = (list ?? key).split(',').at(-1)?.trimStart() ?? '';
  const typed = typedAt(dockerfile.text, offset, word, /^\w*/);
  if (list === undefined) return entries(typed, checkOptions(value, locale));
  if (key === 'error') return entries(typed, [{ label: 'true', kind: 'value' }]);
  if (key !== 'skip') return [];
  const listed = new Set(list.split(',').map((name) => name.trim()));
  const names = BUILD_CHECKS.filter((name) => name === word || !listed.has(name));
  const all: Item[] = list.includes(',')
    ? []
    : [{ label: 'all', kind: 'value', documentation: say('skipAll', locale) }];
  return entries(typed, [...names.map((label) => check(label, locale)), ...all]);
}

function checkOptions(value: string, locale: Locale): Item[] {
  const free = ['skip', 'error'].filter((name) => !new RegExp(`(?:^|;)[ \\t]*${name}[ \\t]*=`).test(value));
  return free.map((name) => ({
    label: `${name}=`,
    kind: 'option',
    documentation: described(directiveReference(`check ${name}`, locale), locale),
    continues: true,
  }));
}

function check(label: string, locale: Locale): Item {
  const rule = ruleOfCheck(label);
  const page = checkPage(label);
  const link = page === undefined ? '' : ` [${say('page', locale)}](${page})`;
  const documentation = rule === undefined ? link.trim() : `${ruleTexts(rule, locale).summary}${link}`;
  return { label, kind: 'rule', documentation: documentation === '' ? undefined : documentation };
}

const PRAGMAS = [
  { text: 'gantry: ignore ', id: 'ignoreNext' },
  { text: 'gantry: ignore-stage ', id: 'ignoreStage' },
  { text: 'gantry: ignore-file ', id: 'ignoreFile' },
] as const;

/** The words of a comment are nobody's business until they begin to be ours. */
function pragmaEntries({ dockerfile, offset, locale }: Question, before: string): CompletionEntry[] {
  const start = /^#[ \t]*(g[a-z]*(?::[ \t]*(?:i[a-z-]*)?)?)$/.exec(before)?.[1];
  if (start !== undefined) {
    const items = PRAGMAS.filter(({ text }) => text.startsWith(start.replace(/:[ \t]*/, ': ')));
    return entries(
      typedAt(dockerfile.text, offset, start, /^[\w:-]*/),
      items.map(({ text, id }) => ({
        label: text.trim(),
        kind: 'keyword',
        newText: text,
        documentation: say(id, locale),
        continues: true,
      })),
    );
  }
  const ids = /^#[ \t]*gantry:[ \t]*ignore(?:-file|-stage)?[ \t]+((?:[\w/-]+[\s,]+)*[\w/-]*)$/.exec(before)?.[1];
  if (ids === undefined || / -/.test(ids)) return [];
  const words = ids.split(/[\s,]+/);
  const word = words.at(-1) ?? '';
  const free = dockerfileRules().filter((id) => id === word || !words.includes(id));
  return entries(
    typedAt(dockerfile.text, offset, word, /^[\w/-]*/),
    free.map((label) => ({ label, kind: 'rule', documentation: ruleTexts(label, locale).summary })),
  );
}
