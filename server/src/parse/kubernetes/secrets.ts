import { isPlaceholder as isNoValue, namesSecret } from '../../core/secretNames.ts';
import { asMap, get, getIn, itemsOf, type YamlMap, type YamlScalar } from '../yaml/node.ts';
import { stringOf } from '../yaml/scalar.ts';
import { isPlaceholder } from './fields.ts';

/** What of a setting is secret: all of it, the password of an address, a private key. */
export type SecretPart = 'value' | 'password' | 'privateKey';

/** What is secret in a value that is written out, by the setting's name or by the value itself. */
export function secretPart(name: string, scalar: YamlScalar): SecretPart | undefined {
  const { text } = scalar;
  if (/^-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/m.test(text)) return 'privateKey';
  if (hasPassword(text)) return 'password';
  const named = name.replace(/[-.]/g, '_');
  const isSecret = namesSecret(named) && !MEANS_ELSE.test(named) && !isNoSecret(scalar) && fits(named, text);
  return isSecret ? 'value' : undefined;
}

/** Whether a value looks as a name asks for: `AUTH` and `KEY` may be anything, and `SECRET` the name of one. */
function fits(name: string, text: string): boolean {
  if (HOLDS_NAME.test(name) && /^[a-z]+(?:-[a-z]+)*$/.test(text)) return false;
  const words = [...name.matchAll(SECRET_WORD)].map(([, word]) => word?.toLowerCase());
  if (words.some((word) => word !== 'auth' && word !== 'key')) return true;
  return SECRET_KEY.test(name) || looksRandom(text);
}

const SECRET_WORD = /(?<=^|_)(apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?=_|$)/gi;

/** `postgres://shop:pa55@db/shop`, but neither `$(PASSWORD)` nor what manuals write there. */
function hasPassword(text: string): boolean {
  const [, password = ''] = /^[a-z][a-z\d+.-]*:\/\/[^\s/:@]*:([^\s/@]+)@/i.exec(text) ?? [];
  return password !== '' && !/[$<{%*]|^(?:pass(?:word|wd)?|pwd|x+)$/i.test(password);
}

/** Words by which a name says that it holds something else; Kubernetes' own and those of its programs. */
const MEANS_ELSE =
  /(?:^|_)(?:role|org|image|namespace|topology|mechanisms?|issuer|audience|scopes?|claims?|class|policy|level|interval|rotation|refresh|lifetime|max|min|allow|use|store|manager|service|resolver|reloader|schema|columns?|field|demo|dummy|fake|sample|example)(?:_|$)|_(?:user|username|login|email|ref)$/i;

/** Keys that open something, as opposed to those of tables, labels and queues. */
const SECRET_KEY =
  /(?:^|_)(?:api|secret|secret_access|private|encryption|encrypt|signing|sign|master|account|license|shared|session|cookie|jwt|hmac|aes|admin|client|app|application|write|ssh|rsa)_?key/i;

/** `OPERATOR_SECRET: operator` names a Secret of Kubernetes; `CLIENT_SECRET` and the like are what they say. */
const HOLDS_NAME =
  /^(?!.*(?:client|shared|jwt|session|cookie|app|oauth|hmac|signing|consumer|admin)_?secret$).*_secret$/i;

function looksRandom(text: string): boolean {
  const isMixed = text.length >= 16 && /\d/.test(text) && /[a-z]/i.test(text);
  return isMixed && (!/[\s/.]/.test(text) || isBase64(text));
}

/** Of 30 bytes and more, with whole groups of four: a path is not like that. */
function isBase64(text: string): boolean {
  const isWhole = text.length >= 40 && text.length % 4 === 0 && /^[A-Za-z\d+/]+={0,2}$/.test(text);
  return isWhole && /[A-Z]/.test(text) && /[a-z]/.test(text);
}

/** What is hidden from nobody: an example, an address, the name of a Secret, another variable. */
function isNoSecret(scalar: YamlScalar): boolean {
  const { text } = scalar;
  return isNoValue(text) || isPlaceholder(scalar) || NO_SECRETS.some((form) => form.test(text));
}

const NO_SECRETS: readonly RegExp[] = [
  // References: to a variable, an address, a resource of a cloud.
  /\$\(|^[a-z][a-z\d+.-]*:\/\/|^(?:arn:|projects\/|vault:|ref\+|op:)/i,
  // Nothing is filled in yet.
  /^(?:(?:change|replace|insert|enter|put|add|your|my)[-_ ]?(?:me|it|this|your|here|own|secret|token|key|password)?$|your[-_ ]|change[-_ ]|replace[-_ ]|insert[-_ ])/i,
  /^(?:x+|\*+|\.+|-+|_+|.|todo|fixme|redacted|example|dummy|placeholder|none|empty|unset|undefined|disabled|unused|not[-_ ]used)$/i,
  /^(?:SECRET|PASSWORD|PASSWD|TOKEN|KEY)$/,
  /^(?:xox[a-z]|xapp|sk|ghp|nvapi|hf)[-_](?:\d[-_])?$/i,
  // The name of a Secret of Kubernetes, or of a key in one.
  /^[a-z\d]+(?:-[a-z\d]+)*-(?:secrets?|certs?|tls|credentials?|creds?|tokens?|keys?|password|auth)$/,
];

/** The Secrets that a pod refers to, whose names may also stand in variables. */
export function secretsOf(podSpec: YamlMap | undefined): ReadonlySet<string | undefined> {
  const volumes = itemsOf(get(podSpec, 'volumes')).map((item) => getIn(asMap(item), 'secret', 'secretName'));
  const pulls = itemsOf(get(podSpec, 'imagePullSecrets')).map((item) => get(asMap(item), 'name'));
  return new Set([...volumes, ...pulls].map(stringOf));
}
