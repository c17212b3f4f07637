/** How the package managers of Linux distributions are called. Source: their manual pages. */
export interface PackageManager {
  /** Subcommands that install what is named behind them. */
  readonly install: readonly string[];
  /** Subcommands that ask before they change anything. */
  readonly asks: readonly string[];
  /** Options that answer yes. */
  readonly yes: RegExp;
  /** Options with a value as the next word. */
  readonly valued: readonly string[];
  /** Folders of what it downloads and the lists it reads. */
  readonly caches: readonly string[];
}

const APT: PackageManager = {
  install: ['install'],
  asks: ['install', 'upgrade', 'dist-upgrade', 'full-upgrade', 'remove', 'purge', 'autoremove'],
  // -qq implies -y, and so does -q=2.
  yes: /^(?:-[a-zA-Z]*y[a-zA-Z]*|-[a-zA-Z]*qq[a-zA-Z]*|-q=[2-9]|--yes|--assume-yes|--force-yes|-[a-zA-Z]*s|--simulate|--just-print|--dry-run|--download-only|-d|--print-uris)$/,
  valued: [
    '-o',
    '--option',
    '-c',
    '--config-file',
    '-t',
    '--target-release',
    '--default-release',
    '-a',
    '--host-architecture',
  ],
  caches: ['/var/lib/apt', '/var/lib/apt/lists', '/var/cache/apt'],
};

const DNF: PackageManager = {
  install: ['install', 'localinstall', 'groupinstall', 'reinstall'],
  asks: ['install', 'upgrade', 'update', 'remove', 'erase', 'autoremove'],
  yes: /^(?:-[a-zA-Z]*y[a-zA-Z]*|--assumeyes)$/,
  valued: [
    '-c',
    '--config',
    '--enablerepo',
    '--disablerepo',
    '--repo',
    '--setopt',
    '-x',
    '--exclude',
    '--releasever',
    '--installroot',
  ],
  caches: ['/var/cache/dnf', '/var/cache/yum', '/var/cache/libdnf5'],
};

export const PACKAGE_MANAGERS: Readonly<Record<string, PackageManager>> = {
  apt: APT,
  'apt-get': APT,
  apk: {
    install: ['add'],
    asks: [],
    yes: /^$/,
    valued: [
      '-X',
      '--repository',
      '-t',
      '--virtual',
      '-p',
      '--root',
      '--repositories-file',
      '--keys-dir',
      '--arch',
      '--cache-dir',
    ],
    caches: ['/var/cache/apk', '/etc/apk/cache'],
  },
  dnf: DNF,
  yum: DNF,
  microdnf: DNF,
  tdnf: DNF,
};
