/**
 * Forms of strings that the API server checks by their name in a schema; the others are left to it. A pattern lets
 * through what might be right.
 * https://github.com/kubernetes/kube-openapi/tree/master/pkg/validation/strfmt
 */
const FORMATS: ReadonlyMap<string, RegExp> = new Map([
  ['date-time', /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d/],
  ['date', /^\d{4}-\d\d-\d\d$/],
  ['ipv4', /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/],
  ['uuid', /^[\da-f]{8}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{12}$/i],
]);

/** False only if the text certainly is not of that format. */
export function hasFormat(text: string, format: string): boolean {
  return FORMATS.get(format)?.test(text) ?? true;
}
