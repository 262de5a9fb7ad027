import { jsonQuery } from './json-query';
import { offsetsOf } from './find-text';
import type { JsonKind, ScanProblem } from './json-columns';
import { cell, JsonNodes } from './json-nodes';
import { plainOf } from './json-path';

/** One line of the tree as it is drawn. */
export interface TreeRow {
  id: number;
  /** from 1, as aria-level counts */
  level: number;
  position: number;
  setSize: number;
  /** the name with its quotes, a number in an array, the whole path of what a filter found; '' for the root */
  name: string;
  kind: JsonKind;
  /** as it stands in the text, its beginning when it is long */
  value: string;
  children: number;
  open: boolean;
  found: boolean;
}

/** What can be done with one value. */
export interface TreeNode {
  path: string;
  kind: JsonKind;
  /** as it stands in the text, its beginning when it is long */
  text: string;
  /** a string without quotes and escapes, anything else as it stands */
  plain: string;
  children: number;
  size: number;
}

/** How much there is to draw. */
export interface TreeSize {
  rows: number;
  nodes: number;
  /** false when there are more rows than a browser can scroll through */
  complete: boolean;
  problem: ScanProblem | null;
}

/** 22 px each, this is what every browser can still scroll through. */
const MOST_ROWS = 700_000;
const SMALL = 1_000;
const SHOWN = 400;
/** of what is closed, enough to tell one from another */
const GLANCE = 120;
const DETAIL = 4_000;

/** JSON as a tree of which some nodes are open: knows which line shows what. */
export class JsonTree {
  readonly #nodes: JsonNodes;
  readonly #open: Uint8Array;
  #roots: readonly number[] = [0];
  #filtered = false;
  #rows = new Int32Array();
  #found = new Set<number>();

  /** `before` is a tree of this text's beginning: what was opened or closed there stays so. */
  constructor(
    readonly text: string,
    before?: JsonTree,
  ) {
    this.#nodes = new JsonNodes(text);
    const { count, depth } = this.#nodes.index;
    this.#open = new Uint8Array(count);
    for (let id = 0; id < count; id += 1) this.#open[id] = count <= SMALL || cell(depth, id) < 2 ? 1 : 0;
    if (before) this.#open.set(before.#open.subarray(0, Math.min(count, before.#open.length)));
    this.#lay();
  }

  size(): TreeSize {
    const { count, problem } = this.#nodes.index;
    return { rows: this.#rows.length, nodes: count, complete: this.#rows.length < MOST_ROWS, problem };
  }

  /** The rows of `[from, to)`. */
  rows(from: number, to: number): TreeRow[] {
    return [...this.#rows.subarray(from, to)].map((id) => this.#row(id));
  }

  /** Opens or closes a node. */
  toggle(id: number, open: boolean): TreeSize {
    this.#open[id] = open ? 1 : 0;
    this.#lay();
    return this.size();
  }

  /** Opens everything, or closes all but the outermost. */
  toggleAll(open: boolean): TreeSize {
    this.#open.fill(open ? 1 : 0);
    if (!open) for (const root of this.#roots) this.#open[root] = 1;
    this.#lay();
    return this.size();
  }

  /** Shows only what a JSONPath query finds; null shows all again. @throws Error in words when it is malformed */
  async filter(query: string | null): Promise<TreeSize & { matches: number }> {
    const locations = query === null ? null : await jsonQuery(this.text, query);
    const found = locations?.map((location) => this.#nodes.at(location));
    this.#roots = found?.filter((id) => id !== null) ?? [0];
    this.#filtered = locations !== null;
    this.#lay();
    return { ...this.size(), matches: this.#roots.length };
  }

  /** The nodes whose name or scalar value holds a text, in document order. */
  find(text: string): number[] {
    const nodes = this.#nodes;
    const last = nodes.index.count - 1;
    const found: number[] = [];
    let id = 0;
    for (const at of offsetsOf(this.text, text)) {
      while (id < last && nodes.start(id + 1) <= at) id += 1;
      if (nodes.covers(id, at) && found.at(-1) !== id) found.push(id);
    }
    this.#found = new Set(found);
    return found;
  }

  /** Opens what is around a node; answers its row, -1 when the filter leaves it out. */
  reveal(id: number): TreeSize & { row: number } {
    const { parent } = this.#nodes.index;
    let closed = false;
    for (let up = cell(parent, id); up !== -1; up = cell(parent, up)) {
      closed ||= this.#open[up] === 0;
      this.#open[up] = 1;
    }
    if (closed) this.#lay();
    return { ...this.size(), row: this.#rows.indexOf(id) };
  }

  /** The row of a node's parent; -1 at the top. */
  parentRow(id: number): number {
    return this.#rows.indexOf(cell(this.#nodes.index.parent, id));
  }

  node(id: number): TreeNode {
    const text = this.#nodes.value(id, DETAIL);
    return {
      path: this.#nodes.path(id),
      kind: this.#nodes.kind(id),
      text,
      plain: plainOf(text),
      children: cell(this.#nodes.index.children, id),
      size: this.#nodes.size(id),
    };
  }

  /** All of a value, for the clipboard: a string without its quotes. */
  copy(id: number): string {
    return plainOf(this.#nodes.value(id));
  }

  #lay() {
    const { count, end } = this.#nodes.index;
    const rows = new Int32Array(Math.min(MOST_ROWS, Math.max(count, this.#roots.length)));
    let length = 0;
    for (const root of count === 0 ? [] : this.#roots) {
      const last = cell(end, root);
      for (let id = root; id < last && length < rows.length; length += 1) {
        rows[length] = id;
        id = this.#isShut(id) ? cell(end, id) : id + 1;
      }
    }
    this.#rows = rows.subarray(0, length);
  }

  #isShut(id: number): boolean {
    return this.#open[id] === 0 && this.#nodes.holds(id);
  }

  #row(id: number): TreeRow {
    const { depth, position, children, parent } = this.#nodes.index;
    const above = cell(parent, id);
    const base = this.#filtered ? this.#rootDepth(id) : 0;
    const outermost = this.#filtered && cell(depth, id) === base;
    return {
      id,
      level: cell(depth, id) - base + 1,
      position: cell(position, id) + 1,
      setSize: above === -1 ? 1 : cell(children, above),
      name: outermost ? this.#nodes.path(id) : this.#nodes.label(id),
      kind: this.#nodes.kind(id),
      value: this.#nodes.value(id, this.#nodes.isScalar(id) ? SHOWN : GLANCE),
      children: cell(children, id),
      open: this.#open[id] === 1,
      found: this.#found.has(id),
    };
  }

  /** How deep the match is that a node was found in. */
  #rootDepth(id: number): number {
    const { depth, end } = this.#nodes.index;
    const root = this.#roots.findLast((one) => one <= id && id < cell(end, one));
    return cell(depth, root ?? 0);
  }
}
