import { MESSAGES } from './messages.ts';

/** What Gantry has to say, before it is put in words: an id and its arguments, typed from the message's own text. */
export type Message = {
  readonly [Id in MessageId]: { readonly id: Id; readonly args: Arguments<(typeof MESSAGES)[Id]> };
}[MessageId];

export type MessageId = keyof typeof MESSAGES;
export type Locale = 'en' | 'zh-cn';

type Arguments<Texts> = Texts extends { readonly en: (args: infer Args) => string } ? Args : never;

/** The message as one sentence in the reader's language. */
export function text(message: Message, locale: Locale): string {
  // Id and arguments belong together by the type of Message; TypeScript cannot follow that through an index.
  const say = MESSAGES[message.id][locale] as (args: unknown) => string;
  return say(message.args);
}

/** The language for a BCP 47 tag as editors give it (`zh-CN`, `zh-cn`, `zh-Hans`); English for all others. */
export function localeOf(tag: string): Locale {
  return /^zh(?:-(?:cn|sg|hans)\b|$)/i.test(tag) ? 'zh-cn' : 'en';
}

/** The one error that this folder throws on purpose: the input is at fault, and the message says how. */
export class ProfileError extends Error {
  readonly detail: Message;

  constructor(detail: Message) {
    super(text(detail, 'en'));
    this.name = 'ProfileError';
    this.detail = detail;
  }
}
