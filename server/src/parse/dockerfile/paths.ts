/** Joins a path to a directory of a Linux image and takes `.` and `..` out; a trailing slash stays. */
export function absolutePath(directory: string | undefined, path: string | undefined): string | undefined {
  if (path === undefined || (!path.startsWith('/') && directory === undefined)) return undefined;
  const joined = path.startsWith('/') ? path : `${directory}/${path}`;
  const parts: string[] = [];
  for (const part of joined.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  const isFolder = /(?:^|\/)\.{0,2}$/.test(path) && parts.length > 0;
  return `/${parts.join('/')}${isFolder ? '/' : ''}`;
}
