import { randomUUID } from 'node:crypto';
import { decodeText, send, toWireBody, type SendLimits, type Transport } from '@/lib/engine';
import { isExpired, keyText } from '@/lib/engine/cookie-list';
import type { Cookie } from '@/lib/model/cookie';
import type { Exchange } from '@/lib/model/exchange';
import type { RequestSpec } from '@/lib/model/request-spec';
import type { SessionSettings } from '@/lib/model/session';
import type { RunDoors } from './run';
import { secretVariables } from './secrets';

export interface LocalSessionOptions {
  settings: SessionSettings;
  transport: Transport;
  limits: SendLimits;
  /** names of variables that are marked as secret */
  secrets: ReadonlySet<string>;
  signal: AbortSignal;
}

/** A session whose jar is in memory and ends with it: what a run from the command line goes through. */
export class LocalSession implements Pick<RunDoors, 'send' | 'readJar'> {
  readonly id = randomUUID();
  readonly #jar = new Map<string, Cookie>();

  constructor(private readonly options: LocalSessionOptions) {}

  async send(
    spec: RequestSpec,
    variables: Readonly<Record<string, string>>,
    found: ReadonlySet<string>,
  ): Promise<{ exchange: Exchange; readText: () => string }> {
    const { settings, transport, limits, secrets, signal } = this.options;
    const startedAt = new Date().toISOString();
    const { record, body, jar } = await send({
      spec: { ...spec, variables: { ...variables, ...spec.variables } },
      session: settings,
      transport,
      limits,
      signal,
      loadCookies: async () => [...this.#jar.values()],
      isSecret: secretVariables(new Set([...secrets, ...found])),
    });
    for (const key of jar.remove) this.#jar.delete(keyText(key));
    for (const cookie of jar.put) this.#jar.set(keyText(cookie), cookie);
    const { response } = record;
    if (response) response.body = { ...response.body, ...toWireBody(body, response.encoding) };
    const readText = (): string => decodeText(body, response?.encoding ?? 'utf-8');
    return { exchange: { ...record, id: randomUUID(), sessionId: this.id, startedAt }, readText };
  }

  async readJar(): Promise<Cookie[]> {
    const now = Date.now();
    return [...this.#jar.values()].filter((cookie) => !isExpired(cookie, now));
  }
}
