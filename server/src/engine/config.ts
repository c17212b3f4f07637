import { ancestors, dirname } from '../core/path.ts';
import { type ConfigProblem, isListOfTexts, isRecord, problemsIn, readConfigFile } from '../parse/configFile.ts';
import {
  HADOLINT_FILES,
  parseHadolintConfig,
  type HadolintConfig,
  type HadolintSeverity,
} from '../parse/hadolintConfig.ts';
import type { CpuLimits, Policy, Severity } from '../rules/define.ts';
import { rules, type RuleId } from '../rules/index.ts';

/** What a user decides about the checks of a file, from the editor's settings, `.gantry.yaml` and `.hadolint.yaml`. */
export interface Config {
  /** Which rules run unless `rules` says otherwise. Undefined: `recommended`. */
  readonly profile?: Profile;
  readonly rules: Readonly<Partial<Record<RuleId, Severity | 'off'>>>;
  /** The same by the name that another linter has for a check, such as `DL3007`; `rules` comes first. */
  readonly codes?: ReadonlyMap<string, Severity | 'off'>;
  readonly policy?: Policy;
  /** hadolint's comments count for nothing, as its configuration wants. */
  readonly deafTo?: 'hadolint';
}

export type Profile = 'recommended' | 'strict';

export const DEFAULT_CONFIG: Config = { rules: {} };

/** The configuration file's name; the nearest one next to or above a file counts. */
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
  const valid = Object.entries(isRecord(wanted) ? wanted : {})
    .map(([id, severity]) => [id, severity === false ? 'off' : severity] as const)
    .filter(([id, severity]) => Object.hasOwn(rules, id) && SEVERITIES.has(severity));
  const trusted = others['trustedRegistries'];
  const trustedRegistries = Array.isArray(trusted) ? trusted.filter((entry) => typeof entry === 'string') : undefined;
  const kubernetesRelease = releaseOf(others['kubernetesVersion']);
  const cpuLimits = others['cpuLimits'];
  const policy: Policy = {
    ...(trustedRegistries && { trustedRegistries }),
    ...(kubernetesRelease !== undefined && { kubernetesRelease }),
    ...(isCpuLimits(cpuLimits) && { cpuLimits }),
  };
  return {
    ...(isProfile(profile) && { profile }),
    rules: Object.fromEntries(valid) as Config['rules'],
    ...(Object.keys(policy).length > 0 && { policy }),
  };
}

/** 34 of `1.34`, `v1.34.2` or what YAML makes of `1.34`. YAML reads 1.30 as 1.3, which nobody runs any more. */
function releaseOf(version: unknown): number | undefined {
  const [, minor] = /^v?1\.(\d+)(?:\.\d+)?$/.exec(String(version)) ?? [];
  if (minor === undefined) return undefined;
  return typeof version === 'number' && minor.length === 1 ? Number(minor) * 10 : Number(minor);
}

/** Never throws: a file that is not YAML configures nothing. */
export function parseConfig(text: string): Config {
  const file = readConfigFile(text);
  return 'value' in file ? toConfig(file.value) : DEFAULT_CONFIG;
}

/** What of `.gantry.yaml` does not count. */
export function configProblems(text: string): ConfigProblem[] {
  return problemsIn(text, ({ rules: wanted, profile, trustedRegistries, kubernetesVersion, cpuLimits, ...others }) => [
    ...ruleProblems(wanted ?? {}),
    ...(profile === undefined || isProfile(profile) ? [] : ['profile']),
    ...(trustedRegistries === undefined || isListOfTexts(trustedRegistries) ? [] : ['trustedRegistries']),
    ...(kubernetesVersion === undefined || releaseOf(kubernetesVersion) !== undefined ? [] : ['kubernetesVersion']),
    ...(cpuLimits === undefined || isCpuLimits(cpuLimits) ? [] : ['cpuLimits']),
    ...Object.keys(others),
  ]);
}

function ruleProblems(wanted: unknown): string[] {
  if (!isRecord(wanted)) return ['rules'];
  const known = toConfig({ rules: wanted }).rules;
  return Object.keys(wanted)
    .filter((id) => !Object.hasOwn(known, id))
    .map((id) => `rules.${id}`);
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

/** What decides about each file: the settings, the nearest `.gantry.yaml`, and what the nearest `.hadolint.yaml` adds. */
export interface ConfigSources {
  /** The editor's; none elsewhere. */
  readonly settings: Config;
  /** Folder → its `.gantry.yaml`. */
  readonly gantry: ReadonlyMap<string, Config>;
  /** Folder → what hadolint has been told there. */
  readonly hadolint: ReadonlyMap<string, HadolintConfig>;
  /** Roots of repositories: nobody above them has a say about hadolint. */
  readonly repositories: ReadonlySet<string>;
  /** Where documents belong that lie nowhere. */
  readonly home?: string | undefined;
}

/** Folder → its `.gantry.yaml`, from path → text of whatever files. */
export function gantryConfigs(texts: ReadonlyMap<string, string>): Map<string, Config> {
  const own = [...texts].filter(([path]) => path.endsWith(`/${CONFIG_FILE}`));
  return new Map(own.map(([path, text]) => [dirname(path), parseConfig(text)]));
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
export function createConfigLookup(sources: ConfigSources): (path: string) => Config {
  const { settings, gantry, hadolint, repositories, home = '' } = sources;
  const made = new Map<Config | undefined, Map<HadolintConfig | undefined, Config>>();
  return (path) => {
    const place = /^(?:\/|[a-z]:\/)/i.test(path) ? path : `${home}/untitled`;
    const own = nearest(place, gantry);
    const theirs = nearest(place, hadolint, repositories);
    const sameOwn = made.get(own) ?? new Map<HadolintConfig | undefined, Config>();
    made.set(own, sameOwn);
    const known = sameOwn.get(theirs) ?? withHadolint(own ? mergeConfigs(settings, own) : settings, theirs);
    sameOwn.set(theirs, known);
    return known;
  };
}

/** What the nearest folder has; hadolint itself looks only where it is started, mostly a repository's root. */
function nearest<Value>(
  path: string,
  folders: ReadonlyMap<string, Value>,
  boundaries?: ReadonlySet<string>,
): Value | undefined {
  const folder = nearestFolder(path, folders, boundaries);
  return folder === undefined ? undefined : folders.get(folder);
}

/** The folder next to or above a file that has a configuration, not looking beyond the boundaries. */
export function nearestFolder(
  path: string,
  folders: ReadonlyMap<string, unknown>,
  boundaries?: ReadonlySet<string>,
): string | undefined {
  if (folders.size === 0) return undefined;
  const folder = ancestors(dirname(path)).find((each) => folders.has(each) || boundaries?.has(each) === true);
  return folder !== undefined && folders.has(folder) ? folder : undefined;
}

/** What Gantry has been told itself comes first. */
function withHadolint(common: Config, hadolint: HadolintConfig | undefined): Config {
  if (!hadolint) return common;
  const { rules: codes, trustedRegistries, labelSchema, strictLabels, ignoresPragmas } = hadolint;
  return {
    ...common,
    codes: new Map([...codes].map(([code, severity]) => [code, SEVERITY_OF[severity]])),
    policy: { trustedRegistries, labelSchema, strictLabels, ...common.policy },
    ...(ignoresPragmas && { deafTo: 'hadolint' }),
  };
}

function isCpuLimits(value: unknown): value is CpuLimits {
  return value === 'require' || value === 'forbid' || value === 'ignore';
}

function isProfile(value: unknown): value is Profile {
  return value === 'recommended' || value === 'strict';
}
