import { CST } from 'yaml';
import { giveUp } from './cursor.ts';

/** What a scalar says whose folding or escapes few texts have. */
export function valueOf(token: CST.FlowScalar | CST.BlockScalar): string {
  return CST.resolveAsScalar(token, true, giveUp).value;
}
