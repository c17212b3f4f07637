/** The forms that `label-schema` of hadolint knows, each with whether a value has it. `text` and none take anything. */
export const LABEL_FORMS: Readonly<Record<LabelForm, (value: string) => boolean>> = {
  url: (value) => /^[a-z][a-z\d+.-]*:\S+$/i.test(value) && URL.canParse(value),
  semver: (value) =>
    /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}(?:-[\da-z-]+(?:\.[\da-z-]+)*)?(?:\+[\da-z-]+(?:\.[\da-z-]+)*)?$/i.test(
      value,
    ) && !/^[^+]*[-.]0\d+(?:[.+]|$)/.test(value),
  rfc3339: isTime,
  // Git itself shortens a hash to as many digits as a large repository needs, and SHA-256 has 64.
  hash: (value) => /^(?:[0-9a-f]{7,40}|[0-9a-f]{64})$/.test(value),
  spdx: isLicense,
  email: (value) => /^[^\s@<>]+@[^\s@<>]+$/.test(value),
};

export type LabelForm = 'url' | 'semver' | 'rfc3339' | 'hash' | 'spdx' | 'email';

/** The form that a word of the schema stands for. */
export function labelForm(word: string): LabelForm | undefined {
  return Object.hasOwn(LABEL_FORMS, word) ? (word as LabelForm) : undefined;
}

function isTime(value: string): boolean {
  const [, day] =
    /^(\d{4}-\d\d-\d\d)[T ](?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i.exec(
      value,
    ) ?? [];
  const date = new Date(`${day ?? ''}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day ?? '-');
}

/** What people call licenses that have another identifier, such as GPL-3.0-only. */
const NICKNAMES = /^(?:[AL]?GPL(?:v?\d(?:\.\d)?)?|BSD|Apache-?2?|MPL-?2?|CC0?|proprietary)$/i;

/**
 * `Apache-2.0`, or several as in `(MIT OR Apache-2.0) AND BSD-3-Clause`, which the OCI label takes. The list of licenses
 * grows, so a name of that shape is believed.
 */
function isLicense(value: string): boolean {
  const words = value.replace(/[()]/g, ' ').trim().split(/\s+/);
  const isName = (word: string): boolean => /^[a-z\d][a-z\d.+:-]*$/i.test(word) && !NICKNAMES.test(word);
  return (
    words.length % 2 === 1 && words.every((word, at) => (at % 2 === 0 ? isName(word) : /^(?:AND|OR|WITH)$/.test(word)))
  );
}
