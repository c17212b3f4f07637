import { filesOnDisk } from '../host/definitions.ts';
import type { Indexed } from '../host/files.ts';
import { definitionIn } from '../parse/kubernetes/definitions/scan.ts';
import {
  createCustomKinds,
  type CustomKinds,
  type DefinitionFile,
  type DefinitionsIn,
  definitionsOf,
} from '../workspace/customKinds.ts';

/** The kinds that are defined around: what is open in the editor wins over the disk. */
export interface KindIndex {
  readonly current: CustomKinds;
  /** After the files on the disk have changed, or what belongs to which repository. */
  readonly rebuild: () => void;
  /** An open document's text, or undefined when it is closed and the disk speaks again. */
  readonly setOpen: (path: string, text: string | undefined) => void;
}

interface Around {
  readonly onDisk: Indexed['definitions'];
  readonly repositories: ReadonlySet<string>;
}

export function createKindIndex(around: () => Around, onChange: () => void): KindIndex {
  const open = new Map<string, DefinitionFile>();
  let kinds = createCustomKinds(new Map(), new Set());
  const rebuild = (): void => {
    const { onDisk, repositories } = around();
    kinds = createCustomKinds(new Map([...filesOnDisk(onDisk), ...open]), repositories, kinds);
    onChange();
  };
  return {
    get current() {
      return kinds;
    },
    rebuild,
    setOpen(path, text) {
      const onDisk = around().onDisk.get(path);
      const before = open.get(path) ?? onDisk;
      const now = text === undefined ? onDisk : definitionsOf(text);
      // A keystroke in any other YAML ends here.
      if (!before && !now) return;
      if (text === undefined) open.delete(path);
      else open.set(path, { ...(now ?? NOTHING), read: (id) => definitionIn(text, id) });
      if (!isSame(before, now)) rebuild();
    },
  };
}

const NOTHING: DefinitionsIn = { ids: [], mutated: [] };

function isSame(one = NOTHING, other = NOTHING): boolean {
  return (
    one.ids.length === other.ids.length &&
    one.ids.every(({ print }, at) => print === other.ids[at]?.print) &&
    one.mutated.join(' ') === other.mutated.join(' ')
  );
}
