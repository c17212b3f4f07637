import { matcher } from '../core/regexp/matcher.ts';
import { RegexpError } from '../core/regexp/source.ts';
import { ProfileError } from './message.ts';

/**
 * A matcher for a regular expression in Go's syntax.
 * @throws ProfileError if the expression is not valid
 */
export function nameMatcher(expression: string): (text: string) => boolean {
  try {
    return matcher(expression);
  } catch (error) {
    if (!(error instanceof RegexpError)) throw error;
    const { id, args } = error;
    throw new ProfileError({ id, args });
  }
}
