export interface ZipEntry {
  /** With forward slashes, as the archive spells it. */
  readonly path: string;
  /** Bytes once unpacked. */
  readonly size: number;
  /** Bytes in the archive. */
  readonly compressedSize: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;

/** What a zip archive holds, from its central directory (APPNOTE 4.3.12). Throws on what is no plain zip archive. */
export function zipEntries(archive: Buffer): ZipEntry[] {
  const end = archive.lastIndexOf(Uint8Array.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || archive.readUInt32LE(end) !== END_OF_DIRECTORY) throw new Error('This is not a zip archive.');
  const count = archive.readUInt16LE(end + 10);
  const entries: ZipEntry[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (archive.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new Error('The directory of the zip archive is damaged.');
    const nameLength = archive.readUInt16LE(at + 28);
    entries.push({
      path: archive.toString('utf8', at + 46, at + 46 + nameLength),
      size: archive.readUInt32LE(at + 24),
      compressedSize: archive.readUInt32LE(at + 20),
    });
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
}
