import 'server-only';
import { AppError } from '@/lib/errors';
import type { Basis, Conflict } from '@/lib/model/edit';
import { mergeThreeWay, type Path } from '@/lib/model/three-way';

/** A thing as it is stored, and what of it is edited. */
export interface StoredEdit<T> {
  thing: unknown;
  version: number;
  input: T;
}

/** A basis, or that of a caller who merges nothing: theirs must be the stored version. */
export type EditBasis<T> = Basis<T> | { version: number; input: 'whole'; chosen?: undefined };

/** The basis of a caller who merges nothing and names the version they know; without one, whatever is stored is replaced. */
export function wholeBasis(version: number | undefined): { version: number; input: 'whole' } | undefined {
  return version === undefined ? undefined : { version, input: 'whole' };
}

/**
 * What an edit comes to beside what others saved since it began. Without a basis it replaces what is stored.
 * @param what the thing in a word: `request`
 * @param who finds out who saved it last
 * @throws AppError `conflict` where both changed the same
 */
export async function reconcile<T>(
  what: string,
  basis: EditBasis<T> | undefined,
  { thing, version, input: theirs }: StoredEdit<T>,
  mine: T,
  who: () => Promise<string | null> = () => Promise.resolve(null),
): Promise<{ input: T; cameIn: Path[] }> {
  if (!basis || basis.version === version) return { input: mine, cameIn: [] };
  const stored = { stored: thing, version, input: theirs };
  if (basis.input === 'whole') throw conflict(what, { ...stored, overlaps: [], by: await who() });
  const { chosen } = basis;
  const sides = new Map(
    chosen?.version === version ? chosen.sides.map(({ path, side }) => [keyOf(path), side]) : [],
  );
  const choose = (path: Path) => sides.get(keyOf(path));
  const { value, cameIn, overlaps } = mergeThreeWay(basis.input, theirs, mine, choose);
  if (overlaps.length === 0) return { input: value, cameIn };
  throw conflict(what, { ...stored, overlaps, by: await who() });
}

/** Someone else saved a thing meanwhile, and the caller has to say which of the two counts. */
function conflict(what: string, details: Conflict): AppError {
  const message = `${details.by ?? 'Someone else'} changed this ${what} meanwhile. Nothing was saved and nothing is lost: look at both, then save again.`;
  return new AppError('conflict', message, { conflict: details });
}

const keyOf = (path: Path): string => JSON.stringify(path);
