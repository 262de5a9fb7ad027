import zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Progress } from '@/lib/engine/contract';
import type { Handler } from '../support/target-server';
import { session, target } from './session-under-test';

/** Sends and gives the texts that were heard while the body came; `heard` is called with all of them so far. */
async function watched(handler: Handler, heard: (text: string) => void = () => undefined) {
  const server = await target(handler);
  const events: Progress[] = [];
  let text = '';
  const { record } = await session().send(
    { url: server.url },
    {
      onProgress(progress) {
        events.push(progress);
        if (progress.type === 'text') heard((text += progress.text));
      },
    },
  );
  expect(record.error).toBeNull();
  return { text, events };
}
const STREAM = { 'content-type': 'text/event-stream' };

describe('a body while it comes', () => {
  it.each(['', 'gzip'])('is told event by event, each before the next is sent (%s)', async (coding) => {
    let next: () => void = () => undefined;
    const { text, events } = await watched(
      async (_request, response) => {
        response.writeHead(200, coding === '' ? STREAM : { ...STREAM, 'content-encoding': coding });
        const body = coding === '' ? response : zlib.createGzip();
        if (body !== response) body.pipe(response);
        for (const number of [1, 2, 3]) {
          const told = new Promise<void>((resolve) => (next = resolve));
          body.write(`data: ${number}\n\n`);
          if (body instanceof zlib.Gzip) body.flush();
          await told;
        }
        body.end();
      },
      () => next(),
    );
    expect(text).toBe('data: 1\n\ndata: 2\n\ndata: 3\n\n');
    expect(events.filter(({ type }) => type === 'text')).toHaveLength(3);
  });
  it('is told in its charset, a character cut in two included', async () => {
    const bytes = Buffer.from('grüße, wörld');
    const { text } = await watched((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' });
      response.write(bytes.subarray(0, 3), () => response.end(bytes.subarray(3)));
    });
    expect(text).toBe('grüße, wörld');
  });
  it('is told up to a ceiling, the bytes to the end', async () => {
    const { text, events } = await watched((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' }).end('x'.repeat(600_000));
    });
    expect(text.length).toBe(256 * 1024);
    const last = events.findLast(({ type }) => type === 'bytes');
    expect(last).toEqual({ type: 'bytes', hop: 0, received: 600_000 });
  });
  it.each([
    [{ 'content-type': 'image/png' }],
    [{ 'content-type': 'text/plain', 'content-encoding': 'br' }],
    [{ 'content-type': 'text/plain; charset=no-such' }],
  ])('is not told as text where it is none: %j', async (headers) => {
    const body = 'content-encoding' in headers ? zlib.brotliCompressSync('text') : Buffer.from('bytes');
    const { text } = await watched((_request, response) => response.writeHead(200, headers).end(body));
    expect(text).toBe('');
  });
});
