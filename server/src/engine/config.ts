import { parseDocument } from 'yaml';
import { ancestors, dirname } from '../core/path.ts';
import {
  HADOLINT_FILES,
  parseHadolintConfig,
  type HadolintConfig,
  type HadolintSeverity,
} from '../parse/hadolintConfig.ts';
import type { Policy, Severity } from '../rules/define.ts';
import { rules, type RuleId } from '../rules/index.ts';

/** What a user decides about the checks of a file, from the editor's settings, `.gantry.yaml` and `.hadolint.yaml`. */
export interface Config {
  /** Which rules run unless `rules` says otherwise. Undefined: `recommended`. */
  readonly profile?: Profile;
  readonly rules: Readonly<Partial<Record<RuleId, Severity | 'off'>>>;
  /** The same by the name that another linter has for a check, such as `DL3007`; `rules` comes first. */
  readonly codes?: ReadonlyMap<string, Severity | 'off'>;
  readonly policy?: Policy;
}

export type Profile = 'recommended' | 'strict';

export const DEFAULT_CONFIG: Config = { rules: {} };

/** The configuration file's name, looked for in the workspace folders. */
export const CONFIG_FILE = '.gantry.yaml';

const SEVERITIES: ReadonlySet<unknown> = new Set(['off', 'hint', 'info', 'warning', 'error']);

/** hadolint's severities as ours. */
const SEVERITY_OF: Readonly<Record<HadolintSeverity | 'off', Severity | 'off'>> = {
  error: 'error',
  warning: 'warning',
  info: 'info',
  style: 'hint',
  off: 'off',
};

/** Reads what is valid of `.gantry.yaml` or of the `gantry` settings and leaves the rest at its default. */
export function toConfig(value: unknown): Config {
  const { rules: wanted, ...others } = isRecord(value) ? value : {};
  // In the editor `gantry.profile.…` is about pprof, so there the name says whose profile is meant.
  const profile = others['ruleProfile'] ?? others['profile'];
  const valid = Object.entries(isRecord(wanted) ? wanted : {}).filter(
    ([id, severity]) => id in rules && SEVERITIES.has(severity),
  );
  const trusted = others['trustedRegistries'];
  const trustedRegistries = Array.isArray(trusted) ? trusted.filter((entry) => typeof entry === 'string') : undefined;
  return {
    ...(isProfile(profile) && { profile }),
    rules: Object.fromEntries(valid) as Config['rules'],
    ...(trustedRegistries && { policy: { trustedRegistries } }),
  };
}

/** Never throws: a file that is not YAML configures nothing. */
export function parseConfig(text: string): Config {
  const document = parseDocument(text, { uniqueKeys: false });
  if (document.errors.length > 0) return DEFAULT_CONFIG;
  return toConfig({
    profile: document.get('profile'),
    rules: plain(document.get('rules'), document),
    trustedRegistries: list(document.get('trustedRegistries')),
  });
}

/** Later wins: the file in the repository speaks for all who work in it, so it comes after a user's settings. */
export function mergeConfigs(...configs: readonly Config[]): Config {
  const profile = configs.findLast((config) => config.profile !== undefined)?.profile;
  const ruleConfigs = configs.map((config) => config.rules);
  const policies = configs.map((config) => config.policy);
  return {
    ...(profile && { profile }),
    rules: Object.assign({}, ...ruleConfigs) as Config['rules'],
    ...(policies.some(Boolean) && { policy: Object.assign({}, ...policies) as Policy }),
  };
}

/** The severity that the user wants for a finding of a rule; undefined leaves it to the rule. */
export function wantedSeverity(
  { rules: own, codes, profile }: Config,
  id: RuleId,
  rule: { readonly profile: Profile | undefined; readonly equivalents: readonly string[] },
): Severity | 'off' | undefined {
  const code = rule.equivalents.find((equivalent) => codes?.has(equivalent));
  const isOff = rule.profile === 'strict' && profile !== 'strict';
  return own[id] ?? (code === undefined ? undefined : codes?.get(code)) ?? (isOff ? 'off' : undefined);
}

/** The configuration of each file: the common one, and what the nearest `.hadolint.yaml` adds to it. */
export interface ConfigSources {
  readonly common: Config;
  /** Folder → what hadolint has been told there. */
  readonly hadolint: ReadonlyMap<string, HadolintConfig>;
  /** Roots of repositories: nobody above them has a say. */
  readonly repositories: ReadonlySet<string>;
}

/** Folder → its configuration of hadolint, from path → text of whatever files. */
export function hadolintConfigs(texts: ReadonlyMap<string, string>): Map<string, HadolintConfig> {
  const configs = new Map<string, HadolintConfig>();
  // The first name is put last and so stays.
  for (const name of HADOLINT_FILES.toReversed()) {
    for (const [path, text] of texts) {
      if (path.endsWith(`/${name}`)) configs.set(dirname(path), parseHadolintConfig(text));
    }
  }
  return configs;
}

/** Files with the same sources get the same object, since caches go by identity. */
export function createConfigLookup({ common, hadolint, repositories }: ConfigSources): (path: string) => Config {
  const made = new Map<HadolintConfig, Config>();
  return (path) => {
    const own = nearestHadolint(path, hadolint, repositories);
    if (!own) return common;
    const known = made.get(own) ?? withHadolint(common, own);
    made.set(own, known);
    return known;
  };
}

/** hadolint itself looks only where it is started, which is a repository's root or a Dockerfile's folder. */
export function nearestHadolint(
  path: string,
  hadolint: ReadonlyMap<string, HadolintConfig>,
  repositories: ReadonlySet<string>,
): HadolintConfig | undefined {
  if (hadolint.size === 0) return undefined;
  const folder = ancestors(dirname(path)).find((each) => hadolint.has(each) || repositories.has(each));
  return folder === undefined ? undefined : hadolint.get(folder);
}

/** What Gantry has been told itself comes first. */
function withHadolint(common: Config, hadolint: HadolintConfig): Config {
  const { rules: codes, trustedRegistries, labelSchema, strictLabels } = hadolint;
  return {
    ...common,
    codes: new Map([...codes].map(([code, severity]) => [code, SEVERITY_OF[severity]])),
    policy: { trustedRegistries, labelSchema, strictLabels, ...common.policy },
  };
}

function plain(rulesNode: unknown, document: ReturnType<typeof parseDocument>): unknown {
  if (!isRecord(rulesNode) || !('items' in rulesNode)) return undefined;
  const keys = Object.keys(rules).filter((id) => document.hasIn(['rules', id]));
  return Object.fromEntries(keys.map((id) => [id, offIsNotFalse(document.getIn(['rules', id]))]));
}

function list(node: unknown): unknown {
  return isRecord(node) && typeof node['toJSON'] === 'function' ? node['toJSON']() : node;
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
