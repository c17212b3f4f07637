import type { Span } from './text.ts';

/** An image reference taken apart. Spans are offsets in the reference. */
export interface ImageRef {
  readonly text: string;
  /** `ghcr.io`, `localhost:5000`; undefined means Docker Hub. */
  readonly registry: string | undefined;
  /** Without registry and tag; Docker Hub's `library/` is taken off: `golang`, `grafana/loki`, `distroless/static`. */
  readonly name: string;
  readonly tag: string | undefined;
  readonly tagSpan: Span | undefined;
  /** `sha256:…`. */
  readonly digest: string | undefined;
  readonly digestSpan: Span | undefined;
  /** Registry and name, without tag and digest. */
  readonly repositorySpan: Span;
}

const COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const NAME = new RegExp(`^${COMPONENT}(?:/${COMPONENT})*$`);
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
const HOST = /^(?:\[[0-9a-fA-F:]+\]|[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?)(?::\d+)?$/;
const MAX_LENGTH = 1024;
/** Docker Hub under its other names. */
const HUB = /^(?:index\.)?docker\.io$|^registry-1\.docker\.io$/;

/** Grammar: distribution's reference package. Undefined if it is no image reference. */
export function parseImageRef(text: string): ImageRef | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const at = cut(text, '@', 0);
  const colon = cut(text.slice(0, at), ':', text.lastIndexOf('/', at) + 1);
  const tag = colon < at ? { start: colon + 1, end: at } : undefined;
  const digest = at < text.length ? { start: at + 1, end: text.length } : undefined;
  const { registry, path } = splitRegistry(text.slice(0, colon));
  const isValid =
    NAME.test(path) && matches(HOST, registry) && matches(TAG, read(text, tag)) && matches(DIGEST, read(text, digest));
  if (!isValid) return undefined;
  const isHub = registry === undefined || HUB.test(registry);
  return {
    text,
    registry: isHub ? undefined : registry,
    name: isHub ? path.replace(/^library\//, '') : path,
    tag: read(text, tag),
    tagSpan: tag,
    digest: read(text, digest),
    digestSpan: digest,
    repositorySpan: { start: 0, end: colon },
  };
}

/** Where the separator stands, or the text's end. */
function cut(text: string, separator: string, from: number): number {
  const index = text.indexOf(separator, from);
  return index === -1 ? text.length : index;
}

function read(text: string, span: Span | undefined): string | undefined {
  return span && text.slice(span.start, span.end);
}

function matches(pattern: RegExp, text: string | undefined): boolean {
  return text === undefined || pattern.test(text);
}

/** The first component is a host if it could not be a part of a name: it has a dot, a port, a capital, or is `localhost`. */
function splitRegistry(repository: string): { registry: string | undefined; path: string } {
  const slash = repository.indexOf('/');
  const first = slash === -1 ? '' : repository.slice(0, slash);
  const isHost = /[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase();
  return isHost ? { registry: first, path: repository.slice(slash + 1) } : { registry: undefined, path: repository };
}
