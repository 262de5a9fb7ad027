import { guestRoute } from '@/lib/api/guest-route';
import { deleteUpload, getUpload } from '@/lib/services/uploads';

export const GET = guestRoute(async (member, { params }) =>
  Response.json(await getUpload(member, params.id), { headers: { 'cache-control': 'no-store' } }),
);
export const DELETE = guestRoute(async (member, { params }) => {
  await deleteUpload(member, params.id);
  return new Response(null, { status: 204 });
});
