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
/** Docker Hub under its other names. */
const HUB = /^(?:index\.)?docker\.io$|^registry-1\.docker\.io$/;

/** Grammar: distribution's reference package. Undefined if it is no image reference. */
export function parseImageRef(text: string): ImageRef | undefined {
  const at = text.indexOf('@');
  const tagged = at === -1 ? text : text.slice(0, at);
  const digest = at === -1 ? undefined : text.slice(at + 1);
  const colon = tagged.indexOf(':', tagged.lastIndexOf('/') + 1);
  const repository = colon === -1 ? tagged : tagged.slice(0, colon);
  const tag = colon === -1 ? undefined : tagged.slice(colon + 1);
  const { registry, path } = splitRegistry(repository);
  const isValid =
    NAME.test(path) &&
    (registry === undefined || HOST.test(registry)) &&
    (tag === undefined || TAG.test(tag)) &&
    (digest === undefined || DIGEST.test(digest));
  if (!isValid || text.length > 1024) return undefined;
  const isHub = registry === undefined || HUB.test(registry);
  return {
    text,
    registry: isHub ? undefined : registry,
    name: isHub ? path.replace(/^library\//, '') : path,
    tag,
    tagSpan: tag === undefined ? undefined : { start: colon + 1, end: colon + 1 + tag.length },
    digest,
    digestSpan: digest === undefined ? undefined : { start: at + 1, end: text.length },
    repositorySpan: { start: 0, end: repository.length },
  };
}

/** The first component is a host if it could not be a part of a name: it has a dot, a port, a capital, or is `localhost`. */
function splitRegistry(repository: string): { registry: string | undefined; path: string } {
  const slash = repository.indexOf('/');
  const first = slash === -1 ? '' : repository.slice(0, slash);
  const isHost = /[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase();
  return isHost ? { registry: first, path: repository.slice(slash + 1) } : { registry: undefined, path: repository };
}
