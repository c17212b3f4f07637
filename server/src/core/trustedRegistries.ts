import type { ImageRef } from './imageRef.ts';

/** What Docker Hub is called in lists of registries. */
const HUB = ['docker.io', 'hub.docker.com', 'index.docker.io', 'registry-1.docker.io'];

/**
 * Whether an image comes from where the list allows. As hadolint reads it: an entry is a host with its port; a star at
 * its start or its end stands for anything; `*` alone allows all. Beyond that, `ghcr.io/acme` allows what lies below.
 */
export function isTrusted(
  { registry, name }: Pick<ImageRef, 'registry' | 'name'>,
  trusted: readonly string[],
): boolean {
  const hosts = registry === undefined ? HUB : [registry];
  return trusted.some((entry) => hosts.some((host) => matches(entry, host, name)));
}

function matches(entry: string, host: string, name: string): boolean {
  const isFolder = entry.includes('/');
  const text = isFolder ? `${host}/${name}` : host;
  if (entry === '*') return true;
  if (entry.startsWith('*')) return text.endsWith(entry.slice(1));
  if (entry.endsWith('*')) return text.startsWith(entry.slice(0, -1));
  return text === entry || (isFolder && text.startsWith(`${entry.replace(/\/$/, '')}/`));
}
