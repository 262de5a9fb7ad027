/** Called by Next once per server process, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { endWell, startMaintenance } = await import('@/lib/services/maintenance');
  startMaintenance();
  // `npm start` is outside of Next's bundles; this is how it lets the work inside of them end.
  Object.assign(globalThis, { [Symbol.for('playjar.endWell')]: endWell });
}
