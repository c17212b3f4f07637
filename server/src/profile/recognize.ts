import type { Message } from './message.ts';

/** What a file is that somebody opened as a profile by mistake, if its first bytes give it away. */
export function recognize(bytes: Uint8Array): Message | undefined {
  if (bytes.length === 0) return { id: 'emptyFile', args: {} };
  const hex = [...bytes.subarray(0, MAGIC)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const magic = MAGICS.find(([prefix]) => hex.startsWith(prefix));
  if (magic !== undefined) return magic[1];
  const head = latin1.decode(bytes.subarray(0, HEAD));
  return OPENINGS.find(([opening]) => opening.test(head))?.[1];
}

/**
 * What a file is that did not decode, if it is text after all. A server's complaint saved as a profile is the most
 * common of these, so its first line is shown.
 */
export function recognizeText(bytes: Uint8Array): Message | undefined {
  const head = utf8.decode(bytes.subarray(0, HEAD));
  // A character may be cut in half by the end of the head.
  const unprintable = head.replace(/\uFFFD$/, '').match(/[^\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}\t\r\n]|\uFFFD/u);
  if (unprintable !== null) return undefined;
  if (/^\s*[[{]\s*["{[\]}]/.test(head)) return { id: 'json', args: {} };
  const line = head.trim().split(/\r?\n/, 1)[0] ?? '';
  return { id: 'plainText', args: { line: line.length > LINE ? `${line.slice(0, LINE)}…` : line } };
}

const HEAD = 512;
const LINE = 60;
const latin1 = new TextDecoder('latin1');
const utf8 = new TextDecoder('utf-8');

const MAGIC = 24;

/**
 * Magic numbers in hex. Neither these nor the openings below can begin a valid protobuf of the Profile message: the
 * field number or the wire type would be wrong.
 */
const MAGICS: readonly (readonly [string, Message])[] = [
  ['7f454c46', { id: 'executable', args: {} }],
  ['4d5a', { id: 'executable', args: {} }],
  ['cefaedfe', { id: 'executable', args: {} }],
  ['cffaedfe', { id: 'executable', args: {} }],
  ['cafebabe', { id: 'executable', args: {} }],
  ['50455246494c4532', { id: 'perfData', args: {} }],
  ['464c5200', { id: 'flightRecording', args: {} }],
  ['504b0304', { id: 'archive', args: { format: 'zip' } }],
  ['28b52ffd', { id: 'archive', args: { format: 'zstd' } }],
  ['425a68', { id: 'archive', args: { format: 'bzip2' } }],
  ['fd377a585a00', { id: 'archive', args: { format: 'xz' } }],
  // gperftools writes machine words 0, 3, version, period, 0: 64 or 32 bits, little-endian.
  ['000000000000000003000000000000000000000000000000', { id: 'legacyCpu', args: {} }],
  ['000000000300000000000000', { id: 'legacyCpu', args: {} }],
  ['000000000300000001000000', { id: 'legacyCpu', args: {} }],
];

const OPENINGS: readonly (readonly [RegExp, Message])[] = [
  [/^go 1\.\d+ trace\0/, { id: 'runtimeTrace', args: {} }],
  [/^go1\.\d+ heap dump\n/, { id: 'heapDump', args: {} }],
  [/^goroutine \d+ [^\n]*\[[^\n]*\]:/, { id: 'goroutineDump', args: {} }],
  [/^(?:heap profile: +\d|(?:goroutine|threadcreate) profile: total \d)/, { id: 'textProfile', args: {} }],
  [/^--- ?(?:contention|mutex|heap|thread|growth)z?\b/, { id: 'textProfile', args: {} }],
  [/^mode: (?:set|count|atomic)\n/, { id: 'coverage', args: {} }],
  [/^(?:\xEF\xBB\xBF)?\s*(?:<!--[\s\S]*?-->\s*)?<(?:!doctype html|html|head|body)\b/i, { id: 'html', args: {} }],
  [/^version https:\/\/git-lfs/, { id: 'largeFilePointer', args: {} }],
];
