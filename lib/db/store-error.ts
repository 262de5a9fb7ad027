import 'server-only';
import { AppError } from '@/lib/errors';

const BUSY = () =>
  new AppError(
    'store_busy',
    'The database was busy for too long. Nothing of this was stored; try again in a moment.',
    { retryAfter: 2 },
  );
const CUT = () =>
  new AppError(
    'store_busy',
    'The connection to the database broke off. Try again in a moment; look first whether this was stored.',
    { retryAfter: 2 },
  );
const FULL = () =>
  new AppError(
    'store_full',
    'The disk that holds the database is full. Nothing of this was stored; what was there before is intact.',
  );
const GONE = () => new AppError('not_found', 'What this belongs to is not here, or was deleted meanwhile.');
const NUL = () => new AppError('invalid_request', 'Text with a NUL character cannot be stored. Take it out.');

/** SQLite's primary and extended result codes (sqlite.org/rescode.html) and PostgreSQL's SQLSTATEs, as text. */
const BY_CODE: Readonly<Record<string, () => AppError>> = {
  '5': BUSY,
  '6': BUSY,
  '261': BUSY,
  '517': BUSY,
  '13': FULL,
  '787': GONE,
  '1811': GONE,
  // The server ends or restarts, and the driver's own words for a connection that is gone.
  '57P01': CUT,
  '57P02': CUT,
  '57P03': CUT,
  '08000': CUT,
  '08003': CUT,
  '08006': CUT,
  ECONNREFUSED: CUT,
  ECONNRESET: CUT,
  EPIPE: CUT,
  '55P03': BUSY,
  '53300': BUSY,
  '57014': BUSY,
  '40P01': BUSY,
  '40001': BUSY,
  '53100': FULL,
  '23503': GONE,
  '22021': NUL,
};

/** What the database's own error means for whoever asked; an error that means nothing to them comes back as it is. */
export function toStoreError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const make = BY_CODE[databaseCode(error) ?? ''];
  if (make !== undefined) return make();
  // pg's pool has no code for "no connection became free in time".
  if (error instanceof Error && error.message.includes('timeout exceeded when trying to connect'))
    return BUSY();
  if (error instanceof Error && error.message.startsWith('Connection terminated')) return CUT();
  return error;
}

/** Where an error of libsql, of Prisma around either driver, and of pg has the database's code. */
const CODE_PATHS = [
  ['rawCode'],
  ['meta', 'driverAdapterError', 'cause', 'originalCode'],
  ['cause', 'originalCode'],
  ['cause', 'extendedCode'],
  ['code'],
];

/** The database's own code in an error, as text; null when it has none. */
export function databaseCode(error: unknown): string | null {
  for (const path of CODE_PATHS) {
    const code = dig(error, path);
    if (typeof code === 'string' || typeof code === 'number') return String(code);
  }
  return null;
}

function dig(value: unknown, path: readonly string[]): unknown {
  let inner = value;
  for (const key of path) {
    if (typeof inner !== 'object' || inner === null) return undefined;
    inner = (inner as Record<string, unknown>)[key];
  }
  return inner;
}
