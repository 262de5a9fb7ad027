import 'server-only';
import type { ExportedFile } from '@/lib/model/interchange';

/** A file as it stands, under its name; with `Accept: application/json` wrapped with its name and its warnings. */
export function fileAnswer(request: Request, file: ExportedFile): Response {
  if (request.headers.get('accept')?.includes('application/json')) {
    return Response.json(file, { headers: { 'cache-control': 'no-store' } });
  }
  return new Response(file.text, {
    headers: {
      'content-type': `${file.mediaType}; charset=utf-8`,
      'content-disposition': `attachment; filename="${file.fileName}"`,
      'cache-control': 'no-store',
    },
  });
}
