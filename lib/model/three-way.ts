/** Where in a value something stands: the names of fields, and of the items of lists by what they are known by. */
export type Path = readonly string[];

/** A place that two people changed, each in a way of their own. Undefined: it is not there. */
export interface Overlap {
  path: Path;
  theirs: unknown;
  mine: unknown;
}

export interface Merged<T> {
  value: T;
  /** where what others did was taken in */
  cameIn: Path[];
  /** where both did something else and `choose` said nothing; `value` has mine there */
  overlaps: Overlap[];
}

/** Says which counts; undefined: nobody said so, and mine does. */
export type Choose = (path: Path) => 'mine' | 'theirs' | undefined;

/** What an editor began from is not known any more: then whatever differs was changed by both. */
const UNKNOWN = Symbol('unknown');

/**
 * Puts two changes of one value together (a three-way merge, as `diff3` does it for lines). Fields of objects are merged
 * each by itself; so are items of lists that are known by an id or a name. Objects with a `type` (a body, an auth) are one
 * thing as soon as the type is another.
 * @param base what both began from; null: not known
 */
export function mergeThreeWay<T>(
  base: T | null,
  theirs: T,
  mine: T,
  choose: Choose = () => undefined,
): Merged<T> {
  const merge = new ThreeWay(choose);
  const value = merge.node([], base === null ? UNKNOWN : base, theirs, mine) as T;
  return { value, cameIn: merge.cameIn, overlaps: merge.overlaps };
}

type Fields = Record<string, unknown>;

class ThreeWay {
  readonly cameIn: Path[] = [];
  readonly overlaps: Overlap[] = [];

  constructor(private readonly choose: Choose) {}

  node(path: Path, base: unknown, theirs: unknown, mine: unknown): unknown {
    if (isSame(theirs, mine)) return mine;
    if (areFields(base, theirs, mine)) return this.#fields(path, base, theirs as Fields, mine as Fields);
    const lists = keyedLists(base, theirs, mine);
    if (lists) return this.#list(path, lists);
    return this.#whole(path, base, theirs, mine);
  }

  #whole(path: Path, base: unknown, theirs: unknown, mine: unknown): unknown {
    if (base !== UNKNOWN) {
      if (isSame(base, theirs)) return mine;
      if (isSame(base, mine)) {
        this.cameIn.push(path);
        return theirs;
      }
    }
    return this.#isMine(path, theirs, mine) ? mine : theirs;
  }

  #isMine(path: Path, theirs: unknown, mine: unknown): boolean {
    const side = this.choose(path);
    if (side === undefined) this.overlaps.push({ path, theirs, mine });
    else if (side === 'theirs') this.cameIn.push(path);
    return side !== 'theirs';
  }

  #fields(path: Path, base: unknown, theirs: Fields, mine: Fields): Fields {
    const merged: Fields = {};
    for (const key of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
      const value = this.node([...path, key], fieldOf(base, key), theirs[key], mine[key]);
      if (value !== undefined) merged[key] = value;
    }
    return merged;
  }

  #list(path: Path, { base, theirs, mine }: Lists): unknown[] {
    const merged = new Map<string, unknown>();
    for (const id of new Set([...mine.keys(), ...theirs.keys()])) {
      const from = base === UNKNOWN ? UNKNOWN : base.get(id);
      const value = this.node([...path, id], from, theirs.get(id), mine.get(id));
      if (value !== undefined) merged.set(id, value);
    }
    const isMine = this.#orderIsMine(path, { base, theirs, mine });
    const order = isMine ? interleave(mine, theirs) : interleave(theirs, mine);
    return order.filter((id) => merged.has(id)).map((id) => merged.get(id));
  }

  #orderIsMine(path: Path, { base, theirs, mine }: Lists): boolean {
    const common = (list: ReadonlyMap<string, unknown>) =>
      [...list.keys()].filter((id) => mine.has(id) && theirs.has(id) && (base === UNKNOWN || base.has(id)));
    const [ours, others] = [common(mine), common(theirs)];
    const from = base === UNKNOWN ? null : common(base);
    if (isSame(ours, others) || isSame(from, others)) return true;
    if (isSame(from, ours)) {
      this.cameIn.push([...path, ORDER]);
      return false;
    }
    return this.#isMine([...path, ORDER], others, ours);
  }
}

/** Ends the path of a list whose items stand in another order. */
export const ORDER = 'order';

/** The one list's items, and those of the other after what they follow there. */
function interleave(first: ReadonlyMap<string, unknown>, second: ReadonlyMap<string, unknown>): string[] {
  const order = [...first.keys()];
  let at = 0;
  for (const id of second.keys()) {
    const known = order.indexOf(id);
    if (known < 0) order.splice(at, 0, id);
    at = (known < 0 ? at : known) + 1;
  }
  return order;
}

interface Lists {
  base: ReadonlyMap<string, unknown> | typeof UNKNOWN;
  theirs: ReadonlyMap<string, unknown>;
  mine: ReadonlyMap<string, unknown>;
}

/** Three lists by what their items are known by; null when that is not told, and the list is one thing. */
function keyedLists(base: unknown, theirs: unknown, mine: unknown): Lists | null {
  const from = base === undefined ? [] : base;
  const lists = from === UNKNOWN ? [theirs, mine] : [theirs, mine, from];
  if (!lists.every(isListOfItems)) return null;
  const keyed = mapAll(lists, (item) => nameOf(item) ?? contentOf(item)) ?? mapAll(lists, contentOf);
  const [theirMap, myMap, baseMap] = keyed ?? [];
  if (!theirMap || !myMap) return null;
  const found = { base: baseMap ?? UNKNOWN, theirs: theirMap, mine: myMap } as const;
  return replacesTheSame(found) ? null : found;
}

function isListOfItems(list: unknown): list is unknown[] {
  return Array.isArray(list) && list.every((item) => nameOf(item) !== null || isFields(item));
}

/** Of items known by their content alone, both took one away and put others in: that may be one change, made twice. */
function replacesTheSame({ base, theirs, mine }: Lists): boolean {
  const isContent = (id: string) => id.startsWith(CONTENT);
  const added = (list: Lists['mine']) =>
    [...list.keys()].some((id) => isContent(id) && (base === UNKNOWN || !base.has(id)));
  if (!added(theirs) || !added(mine)) return false;
  if (base === UNKNOWN) return true;
  return [...base.keys()].some((id) => isContent(id) && !theirs.has(id) && !mine.has(id));
}

const CONTENT = '=';
const contentOf = (item: unknown): string => `${CONTENT}${JSON.stringify(sorted(item))}`;

/** What an item is known by: `key`, `id`, `variable` or `name`; of a pair its name. */
function nameOf(item: unknown): string | null {
  if (Array.isArray(item)) return item.length === 2 && typeof item[0] === 'string' ? item[0] : null;
  if (!isFields(item)) return null;
  const name = ['key', 'id', 'variable', 'name'].map((field) => item[field]).find((one) => one !== undefined);
  return typeof name === 'string' && name !== '' ? name : null;
}

/** Null when two items of one list are known by the same. */
function mapAll(
  lists: readonly unknown[][],
  key: (item: unknown) => string,
): ReadonlyMap<string, unknown>[] | null {
  const maps = lists.map((list) => new Map(list.map((item) => [key(item), item])));
  return maps.every((map, index) => map.size === lists[index]?.length) ? maps : null;
}

function areFields(base: unknown, theirs: unknown, mine: unknown): boolean {
  if (!isFields(theirs) || !isFields(mine)) return false;
  if (base === UNKNOWN) return theirs['type'] === mine['type'];
  return isFields(base) && theirs['type'] === mine['type'] && base['type'] === mine['type'];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fieldOf(value: unknown, key: string): unknown {
  if (value === UNKNOWN) return UNKNOWN;
  return isFields(value) ? value[key] : undefined;
}

/** Whether two values are written the same as JSON, whatever the order of their fields. */
export function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isFields(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key])]));
}
