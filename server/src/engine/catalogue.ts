import type { Phrase, Rule } from '../rules/define.ts';
import { rules, translations, type RuleId } from '../rules/index.ts';

export type Locale = 'en' | 'zh-cn';

/** A rule's texts in one language. */
export interface RuleTexts {
  readonly summary: string;
  readonly rationale: string;
  readonly examples: readonly string[];
  readonly messages: Readonly<Record<string, string>>;
  readonly fixes: Readonly<Record<string, string>>;
  readonly related: Readonly<Record<string, string>>;
}

export function ruleTexts(rule: RuleId, locale: Locale): RuleTexts {
  // A rule without fixes or related places has no translations of them.
  const chinese: Omit<RuleTexts, 'fixes' | 'related'> & Partial<RuleTexts> = translations[rule];
  if (locale === 'zh-cn') return { ...chinese, fixes: chinese.fixes ?? {}, related: chinese.related ?? {} };
  const { summary, rationale, examples, messages, fixes, related } = rules[rule];
  return {
    summary,
    rationale: rationale.trim(),
    examples: examples.map(({ title }) => title),
    messages,
    fixes,
    related,
  };
}

/** The rules that read Dockerfiles, in the order of their ids. */
export function dockerfileRules(): RuleId[] {
  return RULES.filter(([, { target }]) => target === 'dockerfile').map(([id]) => id);
}

/** The rule that finds what a build check of BuildKit, or a code of hadolint, finds. */
export function ruleOfCheck(code: string): RuleId | undefined {
  return RULES.findLast(([, { equivalents }]) => equivalents?.includes(code))?.[0];
}

export function isRule(id: string): id is RuleId {
  return Object.hasOwn(rules, id);
}

const RULES = Object.entries(rules) as unknown as readonly (readonly [RuleId, Pick<Rule, 'target' | 'equivalents'>])[];

/** Puts a phrase into the reader's language. */
export function say(rule: RuleId, phrase: Phrase, locale: Locale): string {
  const template = ruleTexts(rule, locale)[phrase.kind][phrase.id] ?? phrase.id;
  return fill(template, phrase.args);
}

export function fill(template: string, args: Phrase['args']): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) => shortened(String(args[name] ?? placeholder)));
}

/** Far more than any name has. What is quoted stands in the file anyway. */
const LONGEST = 300;

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

/** `zh-CN`, `zh_Hans`, `zh` … read simplified Chinese; everything else English. */
export function toLocale(language: string | undefined): Locale {
  return /^zh(?![a-z])(?![-_](?:tw|hk|mo|hant))/i.test(language ?? '') ? 'zh-cn' : 'en';
}
