import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Exchange } from '@/lib/model/exchange';
import { presentExchange } from '@/lib/services/exchanges';
import { exchangeAnswer, LargeExchange } from '@/lib/services/large-exchange';
import { record } from '../db/samples';

const MiB = 1024 * 1024;
const every = (length: number, step: number): Buffer =>
  Buffer.from(Array.from({ length }, (_, at) => (at * step) % 256));

/** The exchange of `record` whose response had this body. */
function exchangeWith(body: Uint8Array, encoding: string | null): Exchange {
  const sent = { id: 'e', sessionId: 's', startedAt: '2026-01-01T00:00:00.000Z', ...record() };
  if (!sent.response) throw new Error('the sample has a response');
  return { ...sent, response: { ...sent.response, encoding, body: { size: body.length, truncated: true } } };
}

describe('a large exchange in pieces', () => {
  const cookies = Buffer.from('x"\\\u0000\n\u001f\u007f/é\u2028🍪'.repeat(120_000));
  it.each([
    ['UTF-8, whose characters are cut by the pieces', cookies, 'utf-8'],
    ['UTF-8 by its other name', Buffer.concat([Buffer.from('abc'), cookies]), 'UTF8'],
    ['bytes that are no UTF-8', Buffer.concat([cookies, Buffer.of(0xff)]), 'utf-8'],
    ['every byte of latin-1', every(2 * MiB, 7), 'ISO-8859-1'],
    ['bytes', randomBytes(MiB + 1), null],
  ])('is the JSON that it would be at once: %s', (_name, body, encoding) => {
    const exchange = exchangeWith(body, encoding);
    const answer = exchangeAnswer(exchange, body);
    if (!(answer instanceof LargeExchange)) throw new Error('it should have come in pieces');
    const pieces = [...answer.pieces];
    expect(pieces.length).toBeGreaterThan(5);
    const whole = Buffer.concat(pieces).toString('utf8');
    // not toEqual, which prints megabytes
    expect(whole === JSON.stringify(presentExchange(exchange, body, 'api'))).toBe(true);
  });

  it.each([
    ['a small one', Buffer.from('ok'), 'utf-8'],
    ['one in a charset that is read as a whole', Buffer.alloc(2 * MiB, 'x'), 'windows-1251'],
  ])('is none: %s', (_name, body, encoding) => {
    const exchange = exchangeWith(body, encoding);
    expect(exchangeAnswer(exchange, body)).toEqual(presentExchange(exchange, body, 'api'));
  });
});
