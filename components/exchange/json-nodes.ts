import { KINDS, type JsonIndex, type JsonKind } from './json-columns';
import { pathOf, plainOf, type Location } from './json-path';
import { scanJson } from './json-scan';

/** A cell of a column; -1 outside of it. */
export function cell(column: Int32Array | Uint8Array, id: number): number {
  return column[id] ?? -1;
}

/** The nodes of a JSON text by their ids: what each is called, holds and means. */
export class JsonNodes {
  readonly index: JsonIndex;
  readonly #childrenOf = new Map<number, Map<string | number, number>>();

  constructor(readonly text: string) {
    this.index = scanJson(text);
  }

  kind(id: number): JsonKind {
    return KINDS[cell(this.index.kind, id)] ?? 'word';
  }

  holds(id: number): boolean {
    return cell(this.index.children, id) > 0;
  }

  isScalar(id: number): boolean {
    return cell(this.index.kind, id) > 1;
  }

  /** Where a node begins: its name, or its value when it has none. */
  start(id: number): number {
    const key = cell(this.index.keyFrom, id);
    return key === -1 ? cell(this.index.from, id) : key;
  }

  /** The value as it stands in the text, at most `most` characters of it. */
  value(id: number, most = Infinity): string {
    const from = cell(this.index.from, id);
    return this.text.slice(from, Math.min(cell(this.index.to, id), from + most));
  }

  size(id: number): number {
    return cell(this.index.to, id) - cell(this.index.from, id);
  }

  /** The name with its quotes, the place in an array; '' for the outermost. */
  label(id: number): string {
    const key = cell(this.index.keyFrom, id);
    if (key !== -1) return this.text.slice(key, cell(this.index.keyTo, id));
    return cell(this.index.parent, id) === -1 ? '' : String(cell(this.index.position, id));
  }

  path(id: number): string {
    const parts: (string | number)[] = [];
    for (let at = id; cell(this.index.parent, at) !== -1; at = cell(this.index.parent, at))
      parts.push(this.#part(at));
    return pathOf(parts.toReversed());
  }

  /** Whether a place of the text lies in a node's name or scalar value. */
  covers(id: number, at: number): boolean {
    const { keyFrom, keyTo, from, to } = this.index;
    if (at >= cell(keyFrom, id) && at < cell(keyTo, id)) return true;
    return this.isScalar(id) && at >= cell(from, id) && at < cell(to, id);
  }

  /** Which node a location means; of a repeated name the last, which is what JSON.parse keeps. */
  at(location: Location): number | null {
    let id = 0;
    for (const part of location) {
      const next = this.#children(id).get(part);
      if (next === undefined) return null;
      id = next;
    }
    return id;
  }

  #part(id: number): string | number {
    const key = cell(this.index.keyFrom, id);
    if (key === -1) return cell(this.index.position, id);
    return plainOf(this.text.slice(key, cell(this.index.keyTo, id)));
  }

  #children(id: number): Map<string | number, number> {
    const known = this.#childrenOf.get(id);
    if (known) return known;
    const children = new Map<string | number, number>();
    const last = cell(this.index.end, id);
    for (let child = id + 1; child < last; child = cell(this.index.end, child))
      children.set(this.#part(child), child);
    this.#childrenOf.set(id, children);
    return children;
  }
}
