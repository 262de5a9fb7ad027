import 'server-only';
import { AUDIT_FORMATS, type AuditFormat } from '@/lib/services/audit';

/** The trail as a download, sent as it is read. */
export function auditFile(pieces: AsyncIterable<string>, format: AuditFormat): Response {
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
  const day = new Date().toISOString().slice(0, 10);
  return new Response(stream, {
    headers: {
      'content-type': AUDIT_FORMATS[format],
      'content-disposition': `attachment; filename="audit-${day}.${format}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  });
}
