import { parseDocument } from 'yaml';
import type { Severity } from '../rules/define.ts';
import { rules, type RuleId } from '../rules/index.ts';

/** What a user decides about the checks, from the editor's settings and from `.gantry.yaml`. */
export interface Config {
  /** Which rules run unless `rules` says otherwise. Undefined: `recommended`. */
  readonly profile?: Profile;
  readonly rules: Readonly<Partial<Record<RuleId, Severity | 'off'>>>;
}

export type Profile = 'recommended' | 'strict';

export const DEFAULT_CONFIG: Config = { rules: {} };

/** The configuration file's name, looked for in the workspace folders. */
export const CONFIG_FILE = '.gantry.yaml';

const SEVERITIES: ReadonlySet<unknown> = new Set(['off', 'hint', 'info', 'warning', 'error']);

/** Reads what is valid of `.gantry.yaml` or of the `gantry` settings and leaves the rest at its default. */
export function toConfig(value: unknown): Config {
  const { rules: wanted, ...others } = isRecord(value) ? value : {};
  // In the editor `gantry.profile.…` is about pprof, so there the name says whose profile is meant.
  const profile = others['ruleProfile'] ?? others['profile'];
  const valid = Object.entries(isRecord(wanted) ? wanted : {}).filter(
    ([id, severity]) => id in rules && SEVERITIES.has(severity),
  );
  return { ...(isProfile(profile) && { profile }), rules: Object.fromEntries(valid) as Config['rules'] };
}

/** Never throws: a file that is not YAML configures nothing. */
export function parseConfig(text: string): Config {
  const document = parseDocument(text, { uniqueKeys: false });
  if (document.errors.length > 0) return DEFAULT_CONFIG;
  return toConfig({ profile: document.get('profile'), rules: plain(document.get('rules'), document) });
}

/** Later wins: the file in the repository speaks for all who work in it, so it comes after a user's settings. */
export function mergeConfigs(...configs: readonly Config[]): Config {
  const profile = configs.findLast((config) => config.profile !== undefined)?.profile;
  const rules = Object.assign({}, ...configs.map((config) => config.rules)) as Config['rules'];
  return { ...(profile && { profile }), rules };
}

/** The severity that the user wants for a rule; undefined leaves it to the rule. */
export function wantedSeverity(config: Config, id: RuleId, profile: Profile | undefined): Severity | 'off' | undefined {
  return config.rules[id] ?? (profile === 'strict' && config.profile !== 'strict' ? 'off' : undefined);
}

function plain(rulesNode: unknown, document: ReturnType<typeof parseDocument>): unknown {
  if (!isRecord(rulesNode) || !('items' in rulesNode)) return undefined;
  const keys = Object.keys(rules).filter((id) => document.hasIn(['rules', id]));
  return Object.fromEntries(keys.map((id) => [id, offIsNotFalse(document.getIn(['rules', id]))]));
}

/** YAML 1.1 tools write `off` as a boolean. */
function offIsNotFalse(value: unknown): unknown {
  return value === false ? 'off' : value;
}

function isProfile(value: unknown): value is Profile {
  return value === 'recommended' || value === 'strict';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
