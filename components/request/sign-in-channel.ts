/** Tells the other tabs of this browser that a sign-in is over. */
const CHANNEL = 'playjar:signed-in';

export function tellSignedIn(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage('signed in');
  channel.close();
}

/** Calls `hear` when another tab tells of a sign-in; answers how to stop. */
export function hearSignedIn(hear: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', hear);
  return () => channel.close();
}
