import { guestRoute } from '@/lib/api/guest-route';
import { uploadInput } from '@/lib/api/upload-input';
import { listUploads, storeUpload } from '@/lib/services/uploads';

/** The page's own door: a large file goes up here before the request that sends it. */
export const POST = guestRoute(async (member, { request }) => {
  const filename = new URL(request.url).searchParams.get('filename');
  return Response.json(await storeUpload(member, uploadInput(request, filename)), { status: 201 });
});
export const GET = guestRoute(async (member) =>
  Response.json(await listUploads(member, { limit: 200 }), { headers: { 'cache-control': 'no-store' } }),
);
