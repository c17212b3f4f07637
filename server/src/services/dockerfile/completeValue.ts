import { isWindows } from '../../core/baseImages.ts';
import { PLATFORM_ARGS } from '../../core/dockerfileLanguage.ts';
import { lineEnd, lineIndex } from '../../core/text.ts';
import { goPrograms } from '../../parse/dockerfile/goBuilds.ts';
import type { Stage } from '../../parse/dockerfile/model.ts';
import { globalArgs } from '../../parse/dockerfile/undefinedVariables.ts';
import { variableScopes } from '../../parse/dockerfile/variableScopes.ts';
import { say } from '../strings.ts';
import { stageAt } from './choices.ts';
import { usersIn } from './completeUser.ts';
import { typedAt, type ArgumentPlace } from './cursor.ts';
import { described, shorten } from '../markdown.ts';
import { entries, type CompletionEntry, type Item } from '../answers.ts';
import type { Question } from './question.ts';
import { platformReference, valueText } from './reference.ts';
import { valueAt } from './values.ts';

/** Arguments for which few values are right. */
export function valueEntries(question: Question, place: ArgumentPlace): CompletionEntry[] {
  const { dockerfile, offset } = question;
  const list = LISTS[place.instruction.keyword];
  if (!list || (place.plain.length > 0 && !list.repeats)) return [];
  return entries(typedAt(dockerfile.text, offset, place.word, list.rest ?? /^[^\s\\]*/), list.items(question, place));
}

interface List {
  readonly items: (question: Question, place: ArgumentPlace) => Item[];
  /** Offered for every argument, not for the first alone. */
  readonly repeats?: boolean;
  /** What of the text behind the cursor belongs to the value. */
  readonly rest?: RegExp;
}

const LISTS: Readonly<Record<string, List>> = {
  ARG: { items: args, repeats: true, rest: /^\w*/ },
  USER: { items: (question, { instruction }) => usersIn(question, instruction) },
  STOPSIGNAL: {
    items: ({ locale }) => ['SIGTERM', 'SIGINT', 'SIGQUIT'].map((signal) => value(signal, 'signal', locale)),
  },
  HEALTHCHECK: { items: healthchecks },
  SHELL: { items: shells, rest: /^.*/ },
  EXPOSE: { items: ports, repeats: true },
  LABEL: { items: labels, repeats: true, rest: /^[\w.]*/ },
  COPY: { items: builtFiles, repeats: true },
  ENTRYPOINT: { items: programs, rest: /^.*/ },
};

function value(label: string, of: string, locale: Question['locale']): Item {
  return { label, kind: 'value', documentation: valueText(`${of} ${label}`, locale) };
}

/** Flags come first, and NONE stands alone. */
function healthchecks({ dockerfile: { text }, offset, locale }: Question, { words }: ArgumentPlace): Item[] {
  const behind = text.slice(offset, lineEnd(text, offset)).replace(/^\S*\s*/, '');
  if (behind.startsWith('--')) return [];
  const isAlone = behind === '' && words.length === 0;
  return (isAlone ? ['CMD', 'NONE'] : ['CMD']).map((label) => value(label, 'healthcheck', locale));
}

/** What the stage may ask for and has not yet: global ARGs and the platforms. */
function args(question: Question, { instruction, word }: ArgumentPlace): Item[] {
  const { dockerfile, locale } = question;
  const stage = stageAt(question);
  if (!stage || word.includes('=')) return [];
  const { resolve, declarations } = variableScopes(dockerfile);
  const isFree = (name: string): boolean =>
    !resolve(name, stage, instruction) &&
    !declarations.some((each) => each.instruction === instruction && each.pair.name.text === name && name !== word);
  const globals = [...globalArgs(dockerfile)].map(
    ([label, pair]): Item => ({ label, kind: 'variable', detail: pair.value && shorten(pair.value.text, 60) }),
  );
  const platforms = PLATFORM_ARGS.map(
    (label): Item => ({ label, kind: 'variable', documentation: described(platformReference(label, locale), locale) }),
  );
  return [...globals, ...platforms].filter(({ label }) => isFree(label));
}

/** Only what the image is known to have, and PowerShell and cmd on Windows. */
function shells(question: Question): Item[] {
  const base = stageAt(question)?.base;
  const facts = base?.kind === 'image' ? base.facts : undefined;
  const list = (...labels: string[]): Item[] => labels.map((label) => ({ label, kind: 'value' }));
  if (isWindows(facts)) return list('["powershell", "-Command"]', '["cmd", "/S", "/C"]');
  if (!facts?.shell) return [];
  if (facts.userland === 'gnu') return list('["/bin/bash", "-o", "pipefail", "-c"]');
  return facts.libc === 'musl' ? list('["/bin/ash", "-eo", "pipefail", "-c"]') : [];
}

/** A protocol behind a number; before it, numbers that the stage calls a port. */
function ports(question: Question, { instruction, word }: ArgumentPlace): Item[] {
  const [, number] = /^(\d+(?:-\d+)?)\/\w*$/.exec(word) ?? [];
  if (number !== undefined)
    return ['tcp', 'udp'].map((protocol) => ({ label: `${number}/${protocol}`, kind: 'value' }));
  const stage = stageAt(question);
  const names = variableScopes(question.dockerfile).declarations.map(({ pair }) => pair.name.text);
  return [...new Set(names)].flatMap((name): Item[] => {
    const port = /(?:^|_)PORT$/.test(name) ? valueAt(question.dockerfile, name, stage, instruction) : undefined;
    return typeof port === 'object' && /^\d{2,5}$/.test(port.text)
      ? [{ label: port.text, kind: 'value', detail: name }]
      : [];
  });
}

const OCI = [
  'source',
  'title',
  'description',
  'version',
  'revision',
  'licenses',
  'authors',
  'url',
  'documentation',
  'vendor',
];

function labels(question: Question, { word, instruction }: ArgumentPlace): Item[] {
  if (/[="']/.test(word)) return [];
  const taken = new Set(
    stageAt(question)
      ?.instructions.filter((each) => each.keyword === 'LABEL')
      .flatMap((each) => each.pairs.map(({ name }) => (each === instruction && name.text === word ? '' : name.text))),
  );
  return OCI.map((name) => `org.opencontainers.image.${name}`)
    .filter((name) => !taken.has(name))
    .map((label) => ({ label, kind: 'value', newText: `${label}=` }));
}

/** Programs that the stage copied from has built. */
function builtFiles(question: Question, { instruction, plain, words }: ArgumentPlace): Item[] {
  const from = words.map((word) => /^--from=["']?([^"'\s]+)/.exec(word)?.[1]).findLast((name) => name !== undefined);
  const origin = stageAt(question)?.copies.find((copy) => copy.instruction === instruction)?.from?.stage;
  const stage =
    from === undefined
      ? undefined
      : (origin ?? question.dockerfile.stages.find(({ name }) => name === from.toLowerCase()));
  return stage && plain.length === 0 ? builtBy(question, stage) : [];
}

function programs(question: Question, { word }: ArgumentPlace): Item[] {
  const stage = stageAt(question);
  if (!stage || !/^(?:\[?"?)?$/.test(word)) return [];
  return builtBy(question, stage).map((item) => ({ ...item, label: `["${item.label}"]` }));
}

function builtBy({ dockerfile: { text }, locale }: Question, stage: Stage): Item[] {
  const lines = lineIndex(text);
  return [...goPrograms(stage)].flatMap(([build, { folder, name }]): Item[] => {
    if (folder === undefined || name === undefined) return [];
    const line = lines.positionAt(build.command.span.start).line + 1;
    return [{ label: `${folder}/${name}`, kind: 'value', detail: say('builtHere', locale, { line }) }];
  });
}
