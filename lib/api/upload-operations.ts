import { z } from 'zod';
import type { Upload } from '@/lib/model/upload';
import { pageOf } from './answers';
import { ListQuery, type Operation } from './operation';

const UploadAnswer = z.object({
  id: z.string(),
  filename: z.string().nullable(),
  size: z.int(),
  contentType: z.string().nullable(),
  createdAt: z.iso.datetime(),
}) satisfies z.ZodType<Upload>;

/** The name of the file that is uploaded: what multipart calls it unless the part says otherwise. */
const UploadQuery = z.object({ filename: z.string().min(1).max(255).optional() });

/** Files to send: `{type: "file", upload: id}`, or a part `{name, upload: id}` of a multipart body. */
export const uploadOperations = {
  createUpload: {
    id: 'createUpload',
    method: 'POST',
    path: '/api/v1/uploads',
    tag: 'Uploads',
    summary:
      'Keep a file to be sent: the body is its bytes, Content-Type its type. At most `uploadBytes` (512 MiB) each and four times that in a workspace. It lies in the data folder of the instance that took it',
    query: UploadQuery,
    bytes: true,
    answer: UploadAnswer,
    status: 201,
  },
  listUploads: {
    id: 'listUploads',
    method: 'GET',
    path: '/api/v1/uploads',
    tag: 'Uploads',
    summary: 'List uploads, newest first',
    query: ListQuery,
    answer: pageOf(UploadAnswer),
  },
  deleteUpload: {
    id: 'deleteUpload',
    method: 'DELETE',
    path: '/api/v1/uploads/{id}',
    tag: 'Uploads',
    summary: 'Delete an upload; requests that name it fail from then on',
  },
} as const satisfies Record<string, Operation>;
