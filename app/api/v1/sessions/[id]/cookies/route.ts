import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { deleteCookies, listCookies, putCookie, replaceCookies } from '@/lib/services/cookies';

export const GET = route(operations.listCookies, async (member, { params, query }) => ({
  items: await listCookies(member, params.id, query),
}));
export const POST = route(operations.putCookie, (member, { params, body }) =>
  putCookie(member, params.id, body),
);
export const PUT = route(operations.replaceCookies, async (member, { params, body }) => ({
  items: await replaceCookies(member, params.id, body.cookies),
}));
export const DELETE = route(operations.deleteCookies, async (member, { params, query }) => {
  await deleteCookies(member, params.id, query);
});
