import { parse } from 'yaml';

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
}

export type HadolintSeverity = (typeof SEVERITIES)[number];

/** From mild to loud. */
const SEVERITIES = ['style', 'info', 'warning', 'error'] as const;

/** Its names; hadolint takes the first one that is there. */
export const HADOLINT_FILES = ['.hadolint.yaml', '.hadolint.yml'] as const;

/** Never throws. hadolint drops a file with one wrong entry; here only that entry is dropped. */
export function parseHadolintConfig(text: string): HadolintConfig {
  const file = record(yaml(text));
  const schema = Object.entries(record(file['label-schema'])).map(([label, form]) => [label, String(form)] as const);
  return {
    rules: readRules(record(file['override']), strings(file['ignored'])),
    trustedRegistries: strings(file['trustedRegistries']),
    labelSchema: new Map(schema),
    strictLabels: file['strict-labels'] === true,
    failureThreshold: thresholdOf(file['failure-threshold']),
    noFail: file['no-fail'] === true,
  };
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

function yaml(text: string): unknown {
  try {
    return parse(text, { uniqueKeys: false, logLevel: 'silent' });
  } catch {
    // Half-typed YAML configures nothing.
    return undefined;
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** One entry may stand without a list around it. */
function strings(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((entry): entry is string => typeof entry === 'string');
}
