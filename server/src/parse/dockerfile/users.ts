import type { Span } from '../../core/text.ts';
import { mayCopy } from './finalFiles.ts';
import { lineage } from './lineage.ts';
import type { Instruction, Stage } from './model.ts';

/** Names in the /etc/passwd of distroless and Chainguard images. */
const KNOWN = new Set(['root', 'nobody', 'nonroot']);

/** The name in a stage's own USER, and where it stands; undefined for a number, or if only the build knows it. */
export function namedUser(stage: Stage): { readonly name: string; readonly span: Span } | undefined {
  const { value, span, instruction } = stage.user;
  if (value === undefined || !span || !instruction || !stage.instructions.includes(instruction)) return undefined;
  const [name = ''] = value.trim().split(':');
  return name === '' || /^\d+$/.test(name) ? undefined : { name, span };
}

/** A named user that the image cannot know, so that no container starts. */
export function unresolvedUser(stage: Stage): { readonly name: string; readonly span: Span } | undefined {
  const user = namedUser(stage);
  if (!user || mayCopy(stage, /passwd|^\/etc\/?$/) || stage.runs.length > 0) return undefined;
  const { base } = stage;
  if (base.kind === 'scratch') return user;
  const isBare = base.kind === 'image' && base.facts?.userland === 'none' && base.facts.shell === false;
  return isBare && !KNOWN.has(user.name) ? user : undefined;
}

/** Users that a stage and its parents make in front of an instruction, the latest first. */
export function createdUsers(stage: Stage, { span }: Instruction): string[] {
  const names = lineage(stage)
    .flatMap(({ runs }) => runs)
    .filter(({ instruction }) => instruction.span.start < span.start)
    .flatMap((run) => run.commands())
    .flatMap(({ words }) => createdBy(words.map(({ value }) => value)) ?? []);
  return [...new Set(names.toReversed())];
}

/** Flags with the next word as their value: those of BusyBox, of Debian’s adduser, and of useradd. */
const VALUED =
  /^-(?:[A-Za-z]*[GKZbcdefghkpsu]|-(?!(?:system|quiet|disabled-\w+|no-[\w-]+|create-home|user-group)$)[^=]+)$/;

/** The name stands last, unless it is the value of a flag. */
function createdBy(words: readonly (string | undefined)[]): string | undefined {
  if (!/(?:^|\/)(?:adduser|useradd)$/.test(words[0] ?? '')) return undefined;
  const [flag, name = ''] = words.slice(-2);
  return flag === undefined || VALUED.test(flag) || !/^[a-z_][a-z0-9_-]*$/.test(name) ? undefined : name;
}
