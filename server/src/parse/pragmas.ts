/**
 * Comments by which a user silences a rule: Gantry's own, and those of the tools that a project may already use.
 *
 *     # gantry: ignore dockerfile/latest-tag — the mirror has no other tag   what the comment stands above
 *     # gantry: ignore-stage root-final                                      the whole build stage
 *     # gantry: ignore-file latest-tag, root-final                           the whole file
 *     # hadolint ignore=DL3007 # why · # hadolint stage ignore=… · # hadolint global ignore=…
 *     # tally ignore=hadolint/DL3007;reason=why · # tally global ignore=…
 *     # dockerfile-utils: ignore
 *
 * hadolint and dockerfile-utils look at the very next line only, and hadolint forgets all but the last of several
 * comments in a row. Whoever wrote such a comment meant the instruction below, so here it is that instruction, as it is
 * for tally. A word that hadolint would trip over (`ignore=DL3007 because …`) does no harm either.
 */
export interface Pragma {
  /** As written: `dockerfile/latest-tag`, `latest-tag`, `DL3007`, `tally/no-unreachable-stages`, or `all`. */
  readonly names: readonly string[];
  readonly reach: 'next' | 'stage' | 'file';
  /** Whose comment it is. */
  readonly tool: Tool;
}

export type Tool = 'gantry' | 'hadolint' | 'tally' | 'dockerfile-utils';

const GANTRY = /^gantry:[ \t]*ignore(?:-(stage|file))?[ \t]+(.+)$/i;
const PEER = /^(hadolint|tally)[ \t]+(?:(stage|global)[ \t]+)?ignore[ \t]*=[ \t]*([^#;]*)/i;
const DOCKERFILE_UTILS = /^dockerfile-utils:[ \t]*ignore$/i;

/** Everything after a dash is the reason. */
const REASON = /(?:—|--|–|\s-\s).*$/;

const REACH = { stage: 'stage', file: 'file', global: 'file' } as const;

/** `comment` is what follows the `#`, trimmed. */
export function readPragma(comment: string): Pragma | undefined {
  if (DOCKERFILE_UTILS.test(comment)) return { names: ['all'], reach: 'next', tool: 'dockerfile-utils' };
  const [, ownReach, ownList] = GANTRY.exec(comment) ?? [];
  if (ownList !== undefined) return pragma('gantry', ownReach, ownList.replace(REASON, ''));
  const [, tool, reach, list] = PEER.exec(comment) ?? [];
  return list === undefined ? undefined : pragma(tool?.toLowerCase() === 'tally' ? 'tally' : 'hadolint', reach, list);
}

function pragma(tool: Tool, reach: string | undefined, list: string): Pragma | undefined {
  const names = list.split(/[\s,]+/).flatMap(withoutOwner);
  return names.length === 0 ? undefined : { names, reach: reachOf(reach?.toLowerCase() ?? ''), tool };
}

/** tally says whose rule it means: `hadolint/DL3007`, `buildkit/StageNameCasing`. */
function withoutOwner(name: string): string[] {
  return name === '' ? [] : [name.replace(/^(?:hadolint|buildkit)\//, '')];
}

function reachOf(word: string): Pragma['reach'] {
  return word in REACH ? REACH[word as keyof typeof REACH] : 'next';
}
