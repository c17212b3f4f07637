import type { Mapping, Profile } from './model.ts';

/** Joins the tables of several profiles, each entry once. */
export interface TableMerger {
  readonly open: (profile: Profile) => SourceTables;
  readonly finish: () => Pick<Profile, 'strings' | 'locations' | 'functions' | 'mappings'>;
}

/** Rows of one profile, translated to rows of the joint tables. */
export interface SourceTables {
  readonly string: (index: number) => number;
  readonly location: (row: number) => number;
}

export function tableMerger(): TableMerger {
  const tables: Joint = {
    strings: [''],
    stringRows: new Map([['', 0]]),
    functions: [],
    functionRows: new Map(),
    mappings: [],
    mappingRows: new Map(),
    locations: [],
    locationRows: new Map(),
  };
  return { open: (profile) => openTables(tables, profile), finish: () => finish(tables) };
}

interface Joint {
  readonly strings: string[];
  readonly stringRows: Map<string, number>;
  readonly functions: JointFunction[];
  readonly functionRows: Map<string, number>;
  readonly mappings: Mapping[];
  readonly mappingRows: Map<string, number>;
  readonly locations: JointLocation[];
  readonly locationRows: Map<string, number>;
}

interface JointFunction {
  readonly name: number;
  readonly systemName: number;
  readonly file: number;
  readonly startLine: number;
}

interface JointLocation {
  readonly address: bigint;
  readonly mapping: number;
  readonly folded: number;
  readonly lines: readonly JointLine[];
}

interface JointLine {
  readonly row: number;
  readonly line: number;
  readonly column: number;
}

function openTables(joint: Joint, profile: Profile): SourceTables {
  const string = memoized((index) => {
    const text = profile.strings[index] ?? '';
    return rowFor(joint.stringRows, joint.strings, text, () => text);
  });
  const mapping = memoized((row) => joinMapping(joint, profile.mappings[row]));
  const callee = memoized((row) => joinFunction(joint, profile, row, string));
  const location = memoized((row) => joinLocation(joint, profile, row, mapping, callee));
  // The first mapping is the main binary, and has to stay so.
  if (joint.mappings.length === 0 && profile.mappings.length > 0) mapping(0);
  return { string, location };
}

function joinFunction(joint: Joint, { functions }: Profile, row: number, string: (index: number) => number): number {
  const joined: JointFunction = {
    name: string(functions.name[row] as number),
    systemName: string(functions.systemName[row] as number),
    file: string(functions.file[row] as number),
    startLine: functions.startLine[row] as number,
  };
  return rowFor(joint.functionRows, joint.functions, Object.values(joined).join(), () => joined);
}

/** Sizes differ a little between runs of one binary, so they are compared in pages. */
const PAGE = 0x1000n;

function joinMapping(joint: Joint, mapping: Mapping | undefined): number {
  if (mapping === undefined) return -1;
  const size = BigInt.asUintN(64, mapping.limit - mapping.start + PAGE - 1n);
  const key = `${size / PAGE}/${mapping.offset}/${mapping.buildId || mapping.file}`;
  return rowFor(joint.mappingRows, joint.mappings, key, () => mapping);
}

function joinLocation(
  joint: Joint,
  { locations, mappings }: Profile,
  row: number,
  mappingRow: (row: number) => number,
  callee: (row: number) => number,
): number {
  const ownMapping = locations.mapping[row] as number;
  const mapping = mappingRow(ownMapping);
  const offset = BigInt.asUintN(64, (locations.address[row] as bigint) - (mappings[ownMapping]?.start ?? 0n));
  const folded = locations.folded[row] as number;
  const lines: JointLine[] = [];
  for (let at = locations.lineStart[row] as number; at < (locations.lineStart[row + 1] as number); at++) {
    lines.push({
      row: callee(locations.lineFunction[at] as number),
      line: locations.lineNumber[at] as number,
      column: locations.lineColumn[at] as number,
    });
  }
  // pprof compares columns only of the outermost line.
  const lineKey = lines.map((line) => `${line.row}:${line.line}`).join();
  const key = `${offset}/${mapping}/${folded}/${lineKey}/${lines.at(-1)?.column ?? ''}`;
  const address = BigInt.asUintN(64, offset + (joint.mappings[mapping]?.start ?? 0n));
  return rowFor(joint.locationRows, joint.locations, key, () => ({ address, mapping, folded, lines }));
}

function rowFor<Row>(rows: Map<string, number>, table: Row[], key: string, make: () => Row): number {
  const known = rows.get(key);
  if (known !== undefined) return known;
  rows.set(key, table.length);
  return table.push(make()) - 1;
}

function memoized(compute: (row: number) => number): (row: number) => number {
  const known = new Map<number, number>();
  return (row) => {
    const found = known.get(row);
    if (found !== undefined) return found;
    const computed = compute(row);
    known.set(row, computed);
    return computed;
  };
}

function finish({ strings, functions, mappings, locations }: Joint): ReturnType<TableMerger['finish']> {
  const lines = locations.flatMap((location) => location.lines);
  const lineStart = new Uint32Array(locations.length + 1);
  for (const [row, location] of locations.entries())
    lineStart[row + 1] = (lineStart[row] as number) + location.lines.length;
  return {
    strings,
    mappings,
    functions: {
      count: functions.length,
      name: Uint32Array.from(functions, ({ name }) => name),
      systemName: Uint32Array.from(functions, ({ systemName }) => systemName),
      file: Uint32Array.from(functions, ({ file }) => file),
      startLine: Float64Array.from(functions, ({ startLine }) => startLine),
    },
    locations: {
      count: locations.length,
      address: BigUint64Array.from(locations, ({ address }) => address),
      mapping: Int32Array.from(locations, ({ mapping }) => mapping),
      folded: Uint8Array.from(locations, ({ folded }) => folded),
      lineStart,
      lineFunction: Uint32Array.from(lines, ({ row }) => row),
      lineNumber: Float64Array.from(lines, ({ line }) => line),
      lineColumn: Float64Array.from(lines, ({ column }) => column),
    },
  };
}
