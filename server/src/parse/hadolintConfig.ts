import { type ConfigProblem, isListOfTexts, isRecord, problemsIn, readConfigFile } from './configFile.ts';

/** `.hadolint.yaml`: what a project has told hadolint. Source: Config/Configuration.hs there. */
export interface HadolintConfig {
  /** Code → what the project makes of it; `ignored` wins over `override`, and there the louder one. */
  readonly rules: ReadonlyMap<string, HadolintSeverity | 'off'>;
  readonly trustedRegistries: readonly string[];
  /** Label → the form its value must have: `text`, `url`, `semver`, `rfc3339`, `hash`, `spdx`, `email`. */
  readonly labelSchema: ReadonlyMap<string, string>;
  /** Whether labels that the schema does not name are wrong. */
  readonly strictLabels: boolean;
  /** The mildest severity that fails a run; undefined if the file does not say. */
  readonly failureThreshold: HadolintSeverity | undefined;
  /** Whether findings never fail a run. */
  readonly noFail: boolean;
  /** Whether comments in the Dockerfiles are to ignore nothing. */
  readonly ignoresPragmas: boolean;
}

export type HadolintSeverity = (typeof SEVERITIES)[number];

/** From mild to loud. */
const SEVERITIES = ['style', 'info', 'warning', 'error'] as const;

/** Its names; hadolint takes the first one that is there. */
export const HADOLINT_FILES = ['.hadolint.yaml', '.hadolint.yml'] as const;

/** Never throws. hadolint drops a file with one wrong entry; here only that entry is dropped. */
export function parseHadolintConfig(text: string): HadolintConfig {
  const read = readConfigFile(text);
  const file = record('value' in read ? read.value : undefined);
  const schema = Object.entries(record(file['label-schema'])).map(([label, form]) => [label, String(form)] as const);
  return {
    rules: readRules(record(file['override']), strings(file['ignored'])),
    trustedRegistries: strings(file['trustedRegistries']),
    labelSchema: new Map(schema),
    strictLabels: file['strict-labels'] === true,
    failureThreshold: thresholdOf(file['failure-threshold']),
    noFail: file['no-fail'] === true,
    ignoresPragmas: file['disable-ignore-pragma'] === true,
  };
}

/** What hadolint itself would stumble over, or pass over in silence because it knows no such name. */
export function hadolintProblems(text: string): ConfigProblem[] {
  return problemsIn(text, (settings) => Object.entries(settings).flatMap(([key, value]) => entryProblems(key, value)));
}

const LABEL_FORMS: ReadonlySet<unknown> = new Set(['', 'text', 'url', 'semver', 'rfc3339', 'hash', 'spdx', 'email']);

/** What each key takes, as far as that is one thing. */
const TAKES: Readonly<Record<string, (value: unknown) => boolean>> = {
  ignored: isTexts,
  trustedRegistries: isTexts,
  'failure-threshold': (value) => thresholdOf(value) !== undefined,
  'no-fail': isFlag,
  'strict-labels': isFlag,
  'disable-ignore-pragma': isFlag,
  'no-color': isFlag,
  verbose: isFlag,
  format: isTexts,
  formats: isTexts,
};

function entryProblems(key: string, value: unknown): string[] {
  if (value === null) return [];
  if (key === 'override') return problemsBelow(key, value, (severity, codes) => isSeverity(severity) && isTexts(codes));
  if (key === 'label-schema') return problemsBelow(key, value, (_, form) => LABEL_FORMS.has(form));
  return TAKES[key]?.(value) === true ? [] : [key];
}

function problemsBelow(key: string, value: unknown, isRight: (name: string, value: unknown) => boolean): string[] {
  if (!isRecord(value) || Array.isArray(value)) return [key];
  const wrong = Object.entries(value).filter(([name, below]) => below !== null && !isRight(name, below));
  return wrong.map(([name]) => `${key}.${name}`);
}

function isTexts(value: unknown): boolean {
  return typeof value === 'string' || isListOfTexts(value);
}

function isFlag(value: unknown): boolean {
  return typeof value === 'boolean';
}

function isSeverity(name: string): boolean {
  return SEVERITIES.some((severity) => severity === name);
}

function readRules(override: Record<string, unknown>, ignored: readonly string[]): HadolintConfig['rules'] {
  const rules = new Map<string, HadolintSeverity | 'off'>();
  for (const severity of SEVERITIES) for (const code of strings(override[severity])) rules.set(code, severity);
  for (const code of ignored) rules.set(code, 'off');
  return rules;
}

/** With `ignore` and `none`, oddly, everything fails. */
function thresholdOf(value: unknown): HadolintSeverity | undefined {
  if (value === 'ignore' || value === 'none') return 'style';
  return SEVERITIES.find((severity) => severity === value);
}

function record(value: unknown): Record<string, unknown> {
  return isRecord(value) && !Array.isArray(value) ? value : {};
}

/** One entry may stand without a list around it. */
function strings(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((entry): entry is string => typeof entry === 'string');
}
