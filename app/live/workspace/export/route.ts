import { readText } from '@/lib/api/body';
import { guestRoute } from '@/lib/api/guest-route';
import { workspaceFile } from '@/lib/api/workspace-file';

/** The page's own door: a form is sent here, and a download comes back. */
export const POST = guestRoute(async (member, { request }) => {
  const form = new URLSearchParams(await readText(request));
  return workspaceFile(member, { secrets: form.has('secrets'), history: form.has('history') });
});
