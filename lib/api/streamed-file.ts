import 'server-only';

/** A text as a download, sent piece by piece as it is made. */
export function streamedFile(pieces: AsyncIterable<string>, fileName: string, mediaType: string): Response {
  const encoder = new TextEncoder();
  const iterator = pieces[Symbol.asyncIterator]();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await iterator.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
  return new Response(stream, {
    headers: {
      'content-type': mediaType,
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  });
}

/** Today, UTC, for a file's name. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
