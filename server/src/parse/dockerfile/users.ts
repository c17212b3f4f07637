import type { Span } from '../../core/text.ts';
import { mayCopy } from './finalFiles.ts';
import type { Stage } from './model.ts';

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
