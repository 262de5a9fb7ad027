import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { uploadInput } from '@/lib/api/upload-input';
import { listUploads, storeUpload } from '@/lib/services/uploads';

export const GET = route(operations.listUploads, (member, { query }) => listUploads(member, query));
export const POST = route(operations.createUpload, (member, { query, request }) =>
  storeUpload(member, uploadInput(request, query.filename ?? null)),
);
