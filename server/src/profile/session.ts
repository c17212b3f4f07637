import type { ProfileView, WorkerAnswer, WorkerRequest } from '../protocol.ts';
import { type Locale, localeOf, type Message, ProfileError, text } from './message.ts';
import type { Profile } from './model.ts';
import { openProfile } from './open.ts';
import { dropFrames } from './prune.ts';
import { summarize } from './summary.ts';
import { buildView } from './view.ts';

/** What a worker remembers between requests. */
export interface Session {
  profile: Profile | undefined;
  locale: Locale;
}

export interface Reply {
  readonly answer: WorkerAnswer;
  /** Buffers to hand over instead of copying. */
  readonly transfer: readonly ArrayBuffer[];
}

/** Answers one request. Never throws: whatever fails becomes a sentence in the reader's language. */
export function reply(session: Session, request: WorkerRequest): Reply {
  try {
    return request.type === 'open' ? open(session, request) : view(session, request);
  } catch (error) {
    return { answer: { id: request.id, type: 'error', message: text(explain(error), session.locale) }, transfer: [] };
  }
}

function open(session: Session, request: Extract<WorkerRequest, { type: 'open' }>): Reply {
  session.locale = localeOf(request.locale);
  session.profile = undefined;
  const decoded = openProfile(request.bytes, request.limits);
  const { profile, notices } = dropFrames(decoded.profile);
  session.profile = profile;
  const summary = summarize(profile, [...decoded.notices, ...notices], session.locale);
  return { answer: { id: request.id, type: 'opened', summary }, transfer: [] };
}

function view(session: Session, request: Extract<WorkerRequest, { type: 'view' }>): Reply {
  const { profile, locale } = session;
  if (profile === undefined) throw new ProfileError({ id: 'noProfileOpen', args: {} });
  const count = profile.sampleTypes.length;
  if (!Number.isInteger(request.sampleType) || request.sampleType < 0 || request.sampleType >= count) {
    throw new ProfileError({ id: 'noSuchSampleType', args: { index: request.sampleType, count } });
  }
  const built = buildView(profile, request.sampleType, {
    foldedName: text({ id: 'smallerBranches', args: {} }, locale),
  });
  return { answer: { id: request.id, type: 'view', view: built }, transfer: buffersOf(built) };
}

function buffersOf({ frames, nodes }: ProfileView): readonly ArrayBuffer[] {
  return [...Object.values(frames), ...Object.values(nodes)].map((column) => column.buffer);
}

function explain(error: unknown): Message {
  if (error instanceof ProfileError) return error.detail;
  return { id: 'unexpected', args: { reason: error instanceof Error ? error.message : String(error) } };
}
