import 'server-only';
import { z } from 'zod';
import { AppError } from '@/lib/errors';
import type { Page } from '@/lib/model/page';

const MOST = 200;
const Position = z.tuple([z.string(), z.string()]);

/** The narrowing of every list; `limit` is held between 1 and 200. */
export interface Listing {
  cursor?: string | undefined;
  limit: number;
}

/** Where a page begins: after the row of this time and id, newest first. Null for the first page. */
export interface After {
  time: string;
  id: string;
}

/** @throws AppError `invalid_request` for a cursor that we did not give out */
export function readListing({ cursor, limit }: Listing): { take: number; after: After | null } {
  const take = Math.min(Math.max(Math.trunc(limit), 1), MOST);
  if (cursor === undefined) return { take, after: null };
  try {
    const [time, id] = Position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { take, after: { time, id } };
  } catch {
    const message = 'This is not a cursor of this list. Use nextCursor as it was given, or leave it out.';
    throw new AppError('invalid_request', message, { errors: [{ path: 'cursor', message }] });
  }
}

/** The page of `rows`, which were asked for one more than `take`, so as to know whether there is a next. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  take: number,
  position: (row: Row) => After,
  item: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, take);
  const last = rows.length > take ? shown.at(-1) : undefined;
  const at = last === undefined ? null : position(last);
  const nextCursor = at && Buffer.from(JSON.stringify([at.time, at.id])).toString('base64url');
  return { items: shown.map(item), nextCursor };
}

/** What narrows a Prisma query, newest made first, to what comes behind a position. */
export function madeBefore(after: After | null) {
  if (after === null) return {};
  const { time, id } = after;
  return { OR: [{ createdAt: { lt: time } }, { createdAt: time, id: { lt: id } }] };
}

/** The same, newest begun first. */
export function begunBefore(after: After | null) {
  if (after === null) return {};
  const { time, id } = after;
  return { OR: [{ startedAt: { lt: time } }, { startedAt: time, id: { lt: id } }] };
}
