/** Called by Next once per server process, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { endWell, startMaintenance } = await import('@/lib/services/maintenance');
  startMaintenance();
  const { front } = await import('@/lib/api/front');
  // `npm start` is outside of Next's bundles; this is how it reaches what is inside of them.
  Object.assign(globalThis, {
    [Symbol.for('playjar.endWell')]: endWell,
    [Symbol.for('playjar.front')]: front,
  });
}
