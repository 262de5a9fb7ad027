import { accountRoute } from '@/lib/api/account-route';
import { readText } from '@/lib/api/body';
import { importWorkspace } from '@/lib/services/workspace-import';

/** The page's own door: an exported file goes up here and becomes a workspace of whoever is signed in. */
export const POST = accountRoute(async ({ account }, request) =>
  Response.json(await importWorkspace(account, await readText(request)), { status: 201 }),
);
