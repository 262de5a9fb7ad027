import type { Exchange } from '@/lib/model/exchange';
import type { RequestSpec } from '@/lib/model/request-spec';
import type { SocketSay } from '@/lib/model/socket';
import { Refusal } from '@/components/shell/outcome';
import type { SendEvent } from './send-progress';

/** A stored send as the page opens it. */
export interface OpenedExchange {
  exchange: Exchange;
  spec: RequestSpec;
  state: 'running' | 'done' | 'interrupted';
}

const base = (id: string) => `/live/exchanges/${encodeURIComponent(id)}`;

/** Where the whole body of an exchange is, as bytes. */
export const bodyUrl = (id: string) => `${base(id)}/body`;

/** One stored send at once. @throws Refusal when it is gone or the server does not answer */
export async function fetchExchange(id: string): Promise<OpenedExchange> {
  const answer = await fetch(`${base(id)}?format=json`).catch(() => null);
  if (!answer) throw new Refusal('Playjar did not answer. Check that it is running, then try again.');
  if (answer.status === 404) throw new Refusal('This exchange is no longer in the history.');
  if (!answer.ok) throw new Refusal(`The exchange could not be read (${String(answer.status)}). Try again.`);
  return (await answer.json()) as OpenedExchange;
}

/** Asks the server to stop a send; its exchange then arrives with the error `cancelled`. */
export async function cancelExchange(id: string): Promise<void> {
  await fetch(`${base(id)}/cancel`, { method: 'POST' });
}

/** Says something over the WebSocket that an exchange opened, or closes it. @throws Refusal with the server's reason */
export async function sayToExchange(id: string, say: SocketSay): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const call = fetch(`${base(id)}/messages`, { method: 'POST', headers, body: JSON.stringify(say) });
  const answer = await call.catch(() => null);
  if (!answer) throw new Refusal('Playjar did not answer. Check that it is running, then try again.');
  if (answer.ok) return;
  const problem = (await answer.json().catch(() => null)) as { detail?: string } | null;
  throw new Refusal(problem?.detail ?? `It could not be said (${String(answer.status)}). Try again.`);
}

interface Watcher {
  onProgress: (event: SendEvent) => void;
  onExchange: (exchange: Exchange) => void;
  /** the stream broke for good and the stored exchange could not be read either */
  onLost: (error: unknown) => void;
}

/** Follows a send until its exchange is there. The browser reconnects by itself; answers a function that stops. */
export function watchExchange(id: string, watcher: Watcher): () => void {
  const source = new EventSource(base(id));
  source.addEventListener('progress', (event: MessageEvent<string>) => {
    watcher.onProgress(JSON.parse(event.data) as SendEvent);
  });
  source.addEventListener('exchange', (event: MessageEvent<string>) => {
    source.close();
    watcher.onExchange(JSON.parse(event.data) as Exchange);
  });
  source.addEventListener('error', () => {
    if (source.readyState !== EventSource.CLOSED) return;
    fetchExchange(id).then(({ exchange }) => watcher.onExchange(exchange), watcher.onLost);
  });
  return () => source.close();
}
