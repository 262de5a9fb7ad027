import 'server-only';
import { bytesOf, type NewUpload } from '@/lib/services/uploads';

/** The file that a request brings: its body as it comes, its type, and the length it announces. */
export function uploadInput(request: Request, filename: string | null): NewUpload {
  const length = request.headers.get('content-length');
  return {
    filename,
    contentType: request.headers.get('content-type'),
    announced: length === null ? null : Number(length),
    content: bytesOf(request),
  };
}
