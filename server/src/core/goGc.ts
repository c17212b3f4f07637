const MAX = 2 ** 31 - 1;

/**
 * Percent of a GOGC, `off` for no collection, undefined for what Go's runtime passes over as if nothing were set: it
 * takes whole numbers of 32 bits only, and negative ones mean `off`.
 * https://github.com/golang/go/blob/master/src/runtime/mgcpacer.go (readGOGC)
 */
export function parseGoGc(text: string): number | 'off' | undefined {
  if (text === 'off') return 'off';
  const percent = /^[-+]?\d{1,20}$/.test(text) ? Number(text) : Number.NaN;
  if (!(percent >= -MAX - 1 && percent <= MAX)) return undefined;
  return percent < 0 ? 'off' : percent;
}

/** What a GOGC that Go passes over was to say: `100%` → `100`, `Off` → `off`, the ratio `0.5` → `50`. */
export function repairGoGc(text: string): { readonly value: string; readonly exact: boolean } | undefined {
  const trimmed = text.trim();
  if (/^off$/i.test(trimmed)) return { value: 'off', exact: true };
  const [, whole, fraction = '', sign = ''] = /^(\d{1,6})(?:\.(\d{1,6}))?\s*(%?)$/.exec(trimmed) ?? [];
  if (whole === undefined) return undefined;
  if (/^0*$/.test(fraction)) return { value: String(Number(whole)), exact: true };
  const number = Number(`${whole}.${fraction}`);
  const isRatio = number < 10 && sign === '';
  return { value: String(Math.max(1, Math.round(isRatio ? number * 100 : number))), exact: false };
}
