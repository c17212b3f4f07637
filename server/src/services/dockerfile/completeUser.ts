import { isWindows } from '../../core/baseImages.ts';
import { createdUsers } from '../../parse/dockerfile/users.ts';
import type { Instruction, Stage } from '../../parse/dockerfile/model.ts';
import { userId } from '../../workspace/userId.ts';
import { say } from '../strings.ts';
import { stageAt } from './choices.ts';
import type { Item } from '../answers.ts';
import type { Question } from './question.ts';

/** Who a container may run as: users that the stage makes, the base image's own, and a number that needs no entry. */
export function usersIn(question: Question, instruction: Instruction): Item[] {
  const stage = stageAt(question);
  if (!stage || isOnWindows(stage)) return [];
  const { locale } = question;
  const created = createdUsers(stage, instruction).flatMap((name): Item[] => {
    const id = userId(stage, name);
    const detail = say('createdAs', locale, { name });
    const item: Item = { label: name, kind: 'value', detail };
    return id === undefined ? [item] : [{ label: String(id), kind: 'value', detail }, item];
  });
  return distinct([
    ...created,
    ...baseUsers(stage, locale),
    { label: '65532:65532', kind: 'value', detail: say('anyUser', locale) },
  ]);
}

/** Owners for copied files: who the container runs as comes first. */
export function ownersIn(question: Question, instruction: Instruction): Item[] {
  const current = stageAt(question)?.user.value;
  const own: Item[] =
    current === undefined || /^(?:root|0)(?::|$)/.test(current)
      ? []
      : [{ label: withGroup(current), kind: 'value', detail: say('ofCopies', question.locale) }];
  return distinct([
    ...own,
    ...usersIn(question, instruction).map((item) => ({ ...item, label: withGroup(item.label) })),
  ]);
}

/** Without a group, root's is taken. */
function withGroup(user: string): string {
  return user.includes(':') ? user : `${user}:${user}`;
}

function baseUsers({ base }: Stage, locale: Question['locale']): Item[] {
  const user = base.kind === 'image' ? base.facts?.user : undefined;
  if (user === undefined || user === '0') return [];
  const detail = say('baseUser', locale);
  const number: Item = { label: `${user}:${user}`, kind: 'value', detail };
  return user === '65532' ? [number, { label: 'nonroot', kind: 'value', detail }] : [{ ...number, label: user }];
}

function isOnWindows({ base }: Stage): boolean {
  return base.kind === 'image' && isWindows(base.facts);
}

/** Of two alike the first. */
function distinct(items: readonly Item[]): Item[] {
  return items.filter(({ label }, at) => items.findIndex((each) => each.label === label) === at);
}
