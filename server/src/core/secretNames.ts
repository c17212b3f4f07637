/** Words that mark a value as secret, each alone or between underscores: BuildKit's list. */
const SECRET = /(?:^|_)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i;
/** Words by which a name says that it holds something else: a place, a number, the public half. BuildKit's, and ours. */
const HARMLESS =
  /(?:^|_)(?:public|file|version|id|ids|alias|name|mode|type|method|provider|realm|url|uri|host|port|path|dir|endpoint|server|size|length|bits|algorithm|ttl|timeout|expiry|expiration|prefix|suffix|header|enabled?|disabled?|required|plugin|backend|driver|format|count|index|mount|label|fingerprint|gpg)(?:_|$)/i;
/** What stands for a value without being one. */
const PLACEHOLDER = /^(?:|true|false|yes|no|on|off|none|null|\d{1,5}|\/.*|\$.*|<.*>|\{\{.*\}\})$/i;

/** Whether a variable of that name holds a secret. */
export function namesSecret(name: string): boolean {
  return SECRET.test(name) && !HARMLESS.test(name);
}

/** Whether a value can be no secret, whatever its name: a switch, a small number, a path, another variable. */
export function isPlaceholder(value: string): boolean {
  return PLACEHOLDER.test(value);
}

/** Files that hold private keys or credentials and nothing else. Examples and public halves are none. */
export function isSecretFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/\.(?:example|sample|template|tmpl|dist|defaults?|tpl|pub|md|test|ci)$|^\.env\.(?:test|ci)\b/i.test(name))
    return false;
  return (
    /^(?:\.netrc|_netrc|\.git-credentials|\.pgpass|\.env|\.env\.(?:local|production|prod|staging|development|dev)|id_(?:rsa|dsa|ecdsa|ed25519))$/.test(
      name,
    ) ||
    /^(?:.*[-_.])?(?:key|privkey|private)\.pem$|\.(?:p12|pfx|jks|keystore)$|^service[-_]account.*\.json$/i.test(name) ||
    /(?:^|\/)\.aws\/credentials$|(?:^|\/)\.docker\/config\.json$/.test(path)
  );
}
