/** What a node is; the order is that of `KINDS`. */
export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'word';
export const KINDS: readonly JsonKind[] = ['object', 'array', 'string', 'number', 'word'];

/** Where a text stops being JSON; what came before it is indexed all the same. */
export interface ScanProblem {
  at: number;
  /** `early`: the text ends in the middle of a value, as a truncated one does */
  kind: 'early' | 'unexpected';
}

/**
 * The nodes of a JSON text in document order, one column for each fact; ids count from 0. Offsets are into the text,
 * so that long numbers, escapes and repeated names stay as they came. `end` is the id after a node's last descendant.
 */
export interface JsonIndex {
  count: number;
  kind: Uint8Array;
  parent: Int32Array;
  end: Int32Array;
  depth: Int32Array;
  /** direct children */
  children: Int32Array;
  /** place among its siblings, from 0 */
  position: Int32Array;
  /** the name with its quotes; -1 where there is none */
  keyFrom: Int32Array;
  keyTo: Int32Array;
  from: Int32Array;
  to: Int32Array;
  problem: ScanProblem | null;
}

/** The columns while they grow. */
export class Columns {
  count = 0;
  kind: Uint8Array;
  #ints: Int32Array[];

  constructor(capacity: number) {
    this.kind = new Uint8Array(capacity);
    this.#ints = Array.from({ length: 9 }, () => new Int32Array(capacity));
  }

  add(kind: number, parent: number, from: number, to: number, keyFrom: number, keyTo: number): number {
    const id = this.count;
    if (id === this.kind.length) this.#grow();
    this.count += 1;
    this.kind[id] = kind;
    const [parents, ends, depths, children, positions, keyFroms, keyTos, froms, tos] = this.#columns();
    parents[id] = parent;
    ends[id] = id + 1;
    depths[id] = parent === -1 ? 0 : (depths[parent] ?? 0) + 1;
    positions[id] = parent === -1 ? 0 : (children[parent] ?? 0);
    if (parent !== -1) children[parent] = (children[parent] ?? 0) + 1;
    keyFroms[id] = keyFrom;
    keyTos[id] = keyTo;
    froms[id] = from;
    tos[id] = to;
    return id;
  }

  /** Ends a container; answers its parent. */
  close(id: number, to: number): number {
    const [parents, ends, , , , , , , tos] = this.#columns();
    ends[id] = this.count;
    tos[id] = to;
    return parents[id] ?? -1;
  }

  index(problem: ScanProblem | null): JsonIndex {
    const { count } = this;
    const [parent, end, depth, children, position, keyFrom, keyTo, from, to] = this.#columns();
    return {
      ...{ count, kind: this.kind, parent, end, depth, children, position },
      ...{ keyFrom, keyTo, from, to, problem },
    };
  }

  #columns() {
    return this.#ints as NineColumns;
  }

  #grow() {
    const capacity = this.kind.length * 2;
    const kind = new Uint8Array(capacity);
    kind.set(this.kind);
    this.kind = kind;
    this.#ints = this.#ints.map((old) => {
      const column = new Int32Array(capacity);
      column.set(old);
      return column;
    });
  }
}

type I = Int32Array;
type NineColumns = [I, I, I, I, I, I, I, I, I];
