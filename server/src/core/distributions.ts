import { officialName } from './baseImages.ts';
import type { ImageRef } from './imageRef.ts';

/** The day this table was compared with what the distributions announce. */
export const VERIFIED_ON = '2026-11-26';

export type DistributionName = 'Debian' | 'Alpine' | 'Ubuntu' | 'CentOS' | 'Fedora' | 'Amazon Linux';

/** A release of a distribution. */
export interface Distribution {
  readonly name: DistributionName;
  /** `13`, `3.24`, `24.04`. */
  readonly version: string;
  /** `trixie`; undefined where images are not tagged with one. */
  readonly codename: string | undefined;
  /** The day free security updates end or ended, `2026-08-31`; undefined if it is not announced. */
  readonly supportEnds: string | undefined;
  /** Version of the GNU C library, `2.41`; undefined for Alpine and where it is not certain. */
  readonly glibc: string | undefined;
}

type Row = readonly [version: string, codename: string, supportEnds: string, glibc: string];

/** Oldest first. Debian: the end of LTS. Ubuntu: the end of standard support. */
const RELEASES: Readonly<Record<DistributionName, readonly Row[]>> = {
  Debian: [
    ['7', 'wheezy', '2018-05-31', '2.13'],
    ['8', 'jessie', '2020-06-30', '2.19'],
    ['9', 'stretch', '2022-06-30', '2.24'],
    ['10', 'buster', '2024-06-30', '2.28'],
    ['11', 'bullseye', '2026-08-31', '2.31'],
    ['12', 'bookworm', '2028-06-30', '2.36'],
    ['13', 'trixie', '2030-06-30', '2.41'],
  ],
  Alpine: [
    ['3.8', '', '2020-05-01', ''],
    ['3.9', '', '2020-11-01', ''],
    ['3.10', '', '2021-05-01', ''],
    ['3.11', '', '2021-11-01', ''],
    ['3.12', '', '2022-05-01', ''],
    ['3.13', '', '2022-11-01', ''],
    ['3.14', '', '2023-05-01', ''],
    ['3.15', '', '2023-11-01', ''],
    ['3.16', '', '2024-05-23', ''],
    ['3.17', '', '2024-11-22', ''],
    ['3.18', '', '2025-05-09', ''],
    ['3.19', '', '2025-11-01', ''],
    ['3.20', '', '2026-04-01', ''],
    ['3.21', '', '2026-11-01', ''],
    ['3.22', '', '2027-05-01', ''],
    ['3.23', '', '2027-11-01', ''],
    ['3.24', '', '', ''],
  ],
  Ubuntu: [
    ['14.04', 'trusty', '2019-04-30', '2.19'],
    ['16.04', 'xenial', '2021-04-30', '2.23'],
    ['18.04', 'bionic', '2023-05-31', '2.27'],
    ['20.04', 'focal', '2025-05-31', '2.31'],
    ['22.04', 'jammy', '2027-04-30', '2.35'],
    ['23.04', 'lunar', '2024-01-25', '2.37'],
    ['23.10', 'mantic', '2024-07-11', '2.38'],
    ['24.04', 'noble', '2029-04-30', '2.39'],
    ['24.10', 'oracular', '2025-07-10', '2.40'],
    ['25.04', 'plucky', '2026-01-15', '2.41'],
    ['25.10', 'questing', '2026-07-31', '2.42'],
    ['26.04', 'resolute', '2031-04-30', ''],
  ],
  CentOS: [
    ['6', '', '2020-11-30', '2.12'],
    ['7', '', '2024-06-30', '2.17'],
    ['8', '', '2021-12-31', '2.28'],
  ],
  Fedora: [
    ['38', '', '2024-05-21', '2.37'],
    ['39', '', '2024-11-26', '2.38'],
    ['40', '', '2025-05-13', '2.39'],
    ['41', '', '2025-12-15', '2.40'],
    ['42', '', '2026-05-13', '2.41'],
    ['43', '', '', '2.42'],
    ['44', '', '', ''],
  ],
  'Amazon Linux': [
    ['1', '', '2023-12-31', '2.17'],
    ['2', '', '2026-06-30', '2.26'],
    ['2023', '', '2029-06-30', '2.34'],
  ],
};

/** Images that are nothing but a distribution. */
const OWN_IMAGES: Readonly<Record<string, DistributionName>> = {
  debian: 'Debian',
  alpine: 'Alpine',
  ubuntu: 'Ubuntu',
  centos: 'CentOS',
  fedora: 'Fedora',
  amazonlinux: 'Amazon Linux',
};

const DISTROLESS = /^distroless\/.+-debian(\d+)$/;

/**
 * The release that an image stands on, as far as its name and tag tell: `alpine:3.20.3`, `golang:1.26-bookworm`,
 * `gcr.io/distroless/static-debian13`. Undefined where they leave it open (`alpine`, `golang:1.27`) and for images
 * whose publisher is not known to keep the scheme.
 */
export function distributionOf(ref: ImageRef): Distribution | undefined {
  const official = officialName(ref);
  if (official === undefined) {
    const debian = ref.registry === 'gcr.io' ? DISTROLESS.exec(ref.name)?.[1] : undefined;
    return debian === undefined ? undefined : find('Debian', debian);
  }
  const tag = ref.tag ?? '';
  const own = OWN_IMAGES[official];
  return own ? ownRelease(own, tag) : flavour(tag);
}

/** The releases of a distribution, oldest first. */
export function releasesOf(name: DistributionName): readonly Distribution[] {
  return RELEASES[name].map((row) => distribution(name, row));
}

/** `13.1-slim`, `bookworm-20260101`, `3.24.1`, `noble`. */
function ownRelease(name: DistributionName, tag: string): Distribution | undefined {
  const [first = ''] = tag.split('-');
  const [, major = '', minor] = /^(\d+)(?:\.(\d+))?/.exec(first) ?? [];
  const numbered = minor === undefined ? undefined : find(name, `${major}.${minor}`);
  return find(name, first) ?? numbered ?? (name === 'Alpine' || name === 'Ubuntu' ? undefined : find(name, major));
}

/** `1.27-alpine3.24`, `22-bookworm-slim`. */
function flavour(tag: string): Distribution | undefined {
  for (const part of tag.split('-').slice(1)) {
    const alpine = /^alpine(\d+\.\d+)$/.exec(part)?.[1];
    if (alpine !== undefined) return find('Alpine', alpine);
    const found = RELEASES.Debian.find(([, codename]) => codename === part);
    if (found) return distribution('Debian', found);
  }
  return undefined;
}

function find(name: DistributionName, version: string): Distribution | undefined {
  const row = RELEASES[name].find(
    ([number, codename]) => version !== '' && (number === version || codename === version),
  );
  return row && distribution(name, row);
}

function distribution(name: DistributionName, [version, codename, supportEnds, glibc]: Row): Distribution {
  return {
    name,
    version,
    codename: codename || undefined,
    supportEnds: supportEnds || undefined,
    glibc: glibc || undefined,
  };
}
