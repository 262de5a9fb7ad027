/** A route handler that does nothing. */
export const POST = (): Response => Response.json({ ok: true });
