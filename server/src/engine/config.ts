import { parseDocument } from 'yaml';
import type { Severity } from '../rules/define.ts';
import { rules, type RuleId } from '../rules/index.ts';

/** What a user decides about the checks, from the editor's settings and from `.gantry.yaml`. */
export interface Config {
  readonly rules: Readonly<Partial<Record<RuleId, Severity | 'off'>>>;
}

export const DEFAULT_CONFIG: Config = { rules: {} };

/** The configuration file's name, looked for in the workspace folders. */
export const CONFIG_FILE = '.gantry.yaml';

const SEVERITIES: ReadonlySet<unknown> = new Set(['off', 'hint', 'info', 'warning', 'error']);

/** Reads what is valid of `.gantry.yaml` or of the `gantry` settings and leaves the rest at its default. */
export function toConfig(value: unknown): Config {
  const wanted = isRecord(value) && isRecord(value['rules']) ? value['rules'] : {};
  const valid = Object.entries(wanted).filter(([id, severity]) => id in rules && SEVERITIES.has(severity));
  return { rules: Object.fromEntries(valid) as Config['rules'] };
}

/** Never throws: a file that is not YAML configures nothing. */
export function parseConfig(text: string): Config {
  const document = parseDocument(text, { uniqueKeys: false });
  if (document.errors.length > 0) return DEFAULT_CONFIG;
  return toConfig(plain(document.get('rules'), document));
}

/** Later wins: the file in the repository speaks for all who work in it, so it comes after a user's settings. */
export function mergeConfigs(...configs: readonly Config[]): Config {
  return { rules: Object.assign({}, ...configs.map((config) => config.rules)) as Config['rules'] };
}

function plain(rulesNode: unknown, document: ReturnType<typeof parseDocument>): unknown {
  if (!isRecord(rulesNode) || !('items' in rulesNode)) return undefined;
  const keys = Object.keys(rules).filter((id) => document.hasIn(['rules', id]));
  return { rules: Object.fromEntries(keys.map((id) => [id, offIsNotFalse(document.getIn(['rules', id]))])) };
}

/** YAML 1.1 tools write `off` as a boolean. */
function offIsNotFalse(value: unknown): unknown {
  return value === false ? 'off' : value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
