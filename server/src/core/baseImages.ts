import type { ImageRef } from './imageRef.ts';

/** The day the tables in this file were compared with what the images' publishers say. */
export const VERIFIED_ON = '2026-08-22';

/** What is known of an image that Go services are built in or start from. Undefined means: not certain. */
export interface BaseImage {
  /** The C library a dynamically linked program finds. */
  readonly libc: 'glibc' | 'musl' | 'none' | undefined;
  /** Whether `/bin/sh` exists. */
  readonly shell: boolean | undefined;
  /** Whether `/bin/sh -c 'app'` replaces itself by `app`: bash and BusyBox do, dash stays. */
  readonly shellExecs?: boolean;
  /** USER of the image's configuration; `0` if it sets none. */
  readonly user: string | undefined;
  /** Whose `adduser` and friends are there. */
  readonly userland: 'gnu' | 'busybox' | 'none' | undefined;
  /** Whether a C compiler is there, so that cgo is on by default. */
  readonly compiler: boolean | undefined;
  /** Whether the root certificates that Go looks for are there. */
  readonly certificates: boolean | undefined;
  /** Whether /usr/share/zoneinfo is there. */
  readonly zoneinfo: boolean | undefined;
  /** Names of the environment variables that the image sets. */
  readonly env: readonly string[] | undefined;
}

interface Entry {
  /** Matched against `registry/name`, without registry for Docker Hub. */
  readonly name: RegExp;
  readonly facts: (tag: string) => BaseImage;
  /** What `latest` stood for on the day of verification: `:3.24`, or `-debian13` where the name holds the version. */
  readonly pin?: string;
}

const GNU: BaseImage = {
  libc: 'glibc',
  shell: true,
  user: '0',
  userland: 'gnu',
  compiler: false,
  certificates: undefined,
  zoneinfo: undefined,
  env: ['PATH'],
};
const DASH: BaseImage = { ...GNU, shellExecs: false };
const BASH: BaseImage = { ...GNU, shellExecs: true };
const ALPINE: BaseImage = {
  libc: 'musl',
  shell: true,
  shellExecs: true,
  user: '0',
  userland: 'busybox',
  compiler: false,
  // apk itself needs ca-certificates-bundle.
  certificates: true,
  zoneinfo: false,
  env: ['PATH'],
};
/** What these images set besides PATH differs from build to build. */
const RPM: BaseImage = { ...BASH, env: undefined };
const BUSYBOX: BaseImage = { ...ALPINE, libc: undefined, certificates: false };
const WINDOWS: BaseImage = {
  libc: undefined,
  shell: false,
  user: undefined,
  userland: undefined,
  compiler: undefined,
  certificates: undefined,
  zoneinfo: undefined,
  env: undefined,
};
/** No shell, no users but in /etc/passwd, no dynamic loader. */
const STATIC: BaseImage = {
  libc: 'none',
  shell: false,
  user: '0',
  userland: 'none',
  compiler: false,
  certificates: true,
  zoneinfo: true,
  env: ['PATH', 'SSL_CERT_FILE'],
};
const NONROOT = '65532';

const always = (facts: BaseImage) => (): BaseImage => facts;

/** Images published in a Debian and an Alpine flavour, told apart by their tag. */
function flavoured(compiler: boolean, env?: readonly string[]): (tag: string) => BaseImage {
  return (tag) => {
    if (tag.includes('alpine')) return { ...ALPINE, env };
    const isSlim = tag.includes('slim');
    // The full images stand on buildpack-deps, which brings the certificates.
    return { ...DASH, compiler: compiler && !isSlim, certificates: compiler && !isSlim ? true : undefined, env };
  };
}

const GO_ENV = ['PATH', 'GOLANG_VERSION', 'GOTOOLCHAIN', 'GOPATH'];

function busybox(tag: string): BaseImage {
  if (tag.includes('glibc')) return { ...BUSYBOX, libc: 'glibc' };
  return /musl|uclibc/.test(tag) ? { ...BUSYBOX, libc: 'none' } : BUSYBOX;
}

/** The debug variants bring BusyBox as /busybox/sh, still not as /bin/sh. */
function distroless(libc: 'glibc' | 'none', shell: false | undefined): (tag: string) => BaseImage {
  return (tag) => ({
    ...STATIC,
    libc,
    shell,
    user: tag.includes('nonroot') ? NONROOT : '0',
    userland: tag.includes('debug') ? 'busybox' : 'none',
  });
}

/** Chainguard's `-dev` variants add apk and a shell; the user stays the same. */
function chainguard(libc: 'glibc' | 'none'): (tag: string) => BaseImage {
  return (tag) => {
    const isDev = tag.includes('dev');
    return {
      ...STATIC,
      libc,
      user: NONROOT,
      shell: isDev,
      userland: isDev ? 'busybox' : 'none',
      compiler: undefined,
      env: undefined,
    };
  };
}

/** Docker Hardened Images: the runtime variants run as nonroot, the `-dev` ones as root with a shell. */
function hardened(tag: string): BaseImage {
  const isDev = tag.includes('dev');
  return {
    libc: tag.includes('alpine') ? 'musl' : undefined,
    shell: isDev ? true : undefined,
    user: isDev ? '0' : NONROOT,
    userland: undefined,
    compiler: undefined,
    certificates: undefined,
    zoneinfo: undefined,
    env: undefined,
  };
}

/** The first match counts. */
const ENTRIES: readonly Entry[] = [
  { name: /^golang$/, facts: flavoured(true, GO_ENV) },
  { name: /^alpine$/, facts: always(ALPINE), pin: ':3.24' },
  { name: /^debian$/, facts: always({ ...DASH, certificates: false }), pin: ':13' },
  { name: /^ubuntu$/, facts: always({ ...DASH, certificates: false, zoneinfo: false }), pin: ':26.04' },
  { name: /^busybox$/, facts: busybox, pin: ':1.38' },
  { name: /^fedora$/, facts: always(RPM), pin: ':44' },
  { name: /^amazonlinux$/, facts: always(BASH), pin: ':2023' },
  { name: /^almalinux$/, facts: always(RPM), pin: ':10' },
  { name: /^oraclelinux$/, facts: always(RPM), pin: ':10' },
  { name: /^photon$/, facts: always(RPM), pin: ':5.0' },
  { name: /^(?:rockylinux|centos|archlinux|opensuse\/leap|rockylinux\/rockylinux)$/, facts: always(RPM) },
  { name: /^buildpack-deps$/, facts: (tag) => ({ ...DASH, compiler: !/curl|scm/.test(tag) }) },
  { name: /^(?:node|python|ruby)$/, facts: flavoured(true) },
  { name: /^nginx$/, facts: flavoured(false), pin: ':1.31' },
  { name: /^caddy$/, facts: flavoured(false) },
  { name: /^docker$/, facts: always({ ...ALPINE, env: undefined }) },
  { name: /^(?:nginxinc\/)?nginx-unprivileged$/, facts: (tag) => ({ ...flavoured(false)(tag), user: '101' }) },
  { name: /^gcr\.io\/distroless\/static(?:-debian\d+)?$/, facts: distroless('none', false), pin: '-debian13' },
  {
    name: /^gcr\.io\/distroless\/(?:base|base-nossl|cc)(?:-debian\d+)?$/,
    facts: distroless('glibc', false),
    pin: '-debian13',
  },
  { name: /^gcr\.io\/distroless\/.+$/, facts: distroless('glibc', undefined) },
  { name: /^cgr\.dev\/[^/]+\/static$/, facts: chainguard('none') },
  {
    name: /^cgr\.dev\/[^/]+\/(?:wolfi-base|chainguard-base)$/,
    facts: always({ ...BASH, userland: 'busybox', env: undefined }),
  },
  {
    name: /^cgr\.dev\/[^/]+\/go(?:-msft-fips|-fips)?$/,
    facts: always({ ...BASH, userland: 'busybox', compiler: true, env: undefined }),
  },
  { name: /^cgr\.dev\/[^/]+\/.+$/, facts: chainguard('glibc') },
  { name: /^dhi\.io\/.+$/, facts: hardened },
  {
    name: /^registry\.(?:access\.redhat\.com|redhat\.io)\/ubi\d*\/(?:ubi|ubi-minimal|ubi-micro|ubi-init)$/,
    facts: always(RPM),
  },
  { name: /^registry\.(?:access\.redhat\.com|redhat\.io)\/ubi\d+(?:-minimal|-micro)?$/, facts: always(RPM) },
  {
    name: /^registry\.(?:access\.redhat\.com|redhat\.io)\/ubi\d+\/go-toolset$/,
    facts: always({ ...RPM, user: '1001', compiler: true }),
  },
  {
    name: /^mcr\.microsoft\.com\/oss\/go\/microsoft\/golang$/,
    facts: always({ ...GNU, compiler: true, env: undefined }),
  },
];

/** Registries and pull-through caches that serve Docker Hub's official images unchanged. */
const OFFICIAL_MIRROR = /(?:^|\/)library\/([a-z0-9-]+)$/;

/** Undefined for an image that is not in the table and whose name tells nothing. */
export function baseImage(ref: ImageRef): BaseImage | undefined {
  if (/windows|nanoserver|servercore/.test(ref.text)) return WINDOWS;
  return entryOf(ref)?.facts(ref.tag ?? '');
}

/** What to write behind a well-known image's name instead of `:latest`: `:3.24`, `-debian13`. */
export function pin(ref: ImageRef): string | undefined {
  return entryOf(ref)?.pin;
}

/** The name on Docker Hub of an official image, also where a mirror serves it: `golang`. */
export function officialName({ registry, name }: ImageRef): string | undefined {
  if (registry === undefined) return name.includes('/') ? undefined : name;
  return OFFICIAL_MIRROR.exec(name)?.[1];
}

/** The working directory that an image starts in, as far as it is known. */
export function startFolder(ref: ImageRef, facts: BaseImage | undefined): string | undefined {
  if (!facts || isWindows(facts)) return undefined;
  if (ref.name.endsWith('golang')) return '/go';
  if (officialName(ref) === 'caddy') return '/srv';
  if (facts.user === '0') return '/';
  return ref.registry === 'gcr.io' && facts.user === NONROOT ? '/home/nonroot' : undefined;
}

export function isWindows(facts: BaseImage | undefined): boolean {
  return facts === WINDOWS;
}

function entryOf(ref: ImageRef): Entry | undefined {
  const { registry, name } = ref;
  const known = officialName(ref) ?? (registry === undefined ? name : `${registry}/${name}`);
  return ENTRIES.find((entry) => entry.name.test(known));
}
