/**
 * Several small files in one text, in Go's txtar format: `-- go.mod --` starts a file. What stands before the first
 * such line is a comment.
 */
export function parseTxtar(text: string): Map<string, string> {
  const files = new Map<string, string>();
  let name: string | undefined;
  let body: string[] = [];
  for (const line of text.split(/(?<=\n)/)) {
    const marker = /^-- (.+) --\r?\n?$/.exec(line)?.[1];
    if (marker === undefined) {
      body.push(line);
      continue;
    }
    if (name !== undefined) files.set(name, body.join(''));
    name = marker.trim();
    body = [];
  }
  if (name !== undefined) files.set(name, body.join(''));
  return files;
}

export function formatTxtar(files: ReadonlyMap<string, string>): string {
  return [...files].map(([name, body]) => `-- ${name} --\n${body}`).join('');
}
