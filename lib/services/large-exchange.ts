import 'server-only';
import { randomUUID } from 'node:crypto';
import { pieceForm, type PieceForm } from '@/lib/engine';
import type { Exchange } from '@/lib/model/exchange';
import { getExchange, getExchangeBody, presentExchange } from './exchanges';
import type { Member } from './member';
import { onlyViews } from './viewer';

/** A body from this size on goes out in pieces: as one text it holds the event loop, and is in memory three times. */
const LARGE = 256 * 1024;
/** Bytes of a body in one piece; base64 needs a multiple of 3. */
const PIECE = 3 * 64 * 1024;

/** An exchange whose JSON is made while it is written. */
export class LargeExchange {
  constructor(readonly pieces: Iterable<Uint8Array>) {}
}

/** A past send with its whole body; to a viewer as they may see it. @throws AppError `not_found` */
export async function getWholeExchange(member: Member, id: string): Promise<Exchange | LargeExchange> {
  if (onlyViews(member)) return (await getExchange(member, id)).exchange;
  const { exchange, body } = await getExchangeBody(member, id);
  return exchangeAnswer(exchange, body);
}

/** An exchange with its whole body, as a program is answered: the same JSON either way. */
export function exchangeAnswer(exchange: Exchange, body: Uint8Array): Exchange | LargeExchange {
  const form = body.length < LARGE ? null : pieceForm(body, exchange.response?.encoding ?? null);
  if (form === null) return presentExchange(exchange, body, 'api');
  const mark = randomUUID();
  const shown = presentExchange(exchange, new Uint8Array(), 'api');
  const { text: _none, ...about } = shown.response?.body ?? { size: 0, truncated: false };
  const marked = { ...about, [form === 'base64' ? 'base64' : 'text']: mark };
  const json = JSON.stringify({ ...shown, response: { ...shown.response, body: marked } });
  return new LargeExchange(pieces(json, json.indexOf(mark), mark.length, body, form));
}

function* pieces(json: string, at: number, length: number, body: Uint8Array, form: PieceForm) {
  yield Buffer.from(json.slice(0, at));
  for (let from = 0; from < body.length; from += PIECE)
    yield inString(body.subarray(from, from + PIECE), form);
  yield Buffer.from(json.slice(at + length));
}

/**
 * Part of a body as it stands between the quotes of a JSON string. What must be escaped there is ASCII, so that UTF-8 is
 * escaped byte by byte and a character may be cut in two.
 */
function inString(part: Uint8Array, form: PieceForm): Buffer {
  const bytes = Buffer.from(part.buffer, part.byteOffset, part.byteLength);
  if (form === 'base64') return Buffer.from(bytes.toString('base64'), 'latin1');
  return Buffer.from(
    JSON.stringify(bytes.toString('latin1')).slice(1, -1),
    form === 'utf8' ? 'latin1' : 'utf8',
  );
}
