export interface WebviewPage {
  /** `webview.cspSource`: the origin that style sheets, fonts and images of the extension come from. */
  readonly cspSource: string;
  /** Fresh for every page. */
  readonly nonce: string;
  readonly title: string;
  /** BCP 47, such as `en` or `zh-CN`: what a screen reader pronounces the page in. */
  readonly language: string;
  /** Address of the bundled script, already turned into one the webview can load. */
  readonly script: string;
  readonly style: string;
}

/**
 * The page every panel starts from: no content, one script, one style sheet, and a policy under which nothing else
 * runs, loads or leaves. Data arrives by message, never in the page.
 */
export function webviewHtml(page: WebviewPage): string {
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${page.nonce}'`,
    `style-src ${page.cspSource}`,
    `font-src ${page.cspSource}`,
    `img-src ${page.cspSource} data:`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escapeAttribute(page.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeAttribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeAttribute(page.title)}</title>
<link rel="stylesheet" href="${escapeAttribute(page.style)}">
</head>
<body>
<script nonce="${escapeAttribute(page.nonce)}" src="${escapeAttribute(page.script)}"></script>
</body>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeAttribute(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
