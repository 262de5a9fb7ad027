import { readFileSync } from 'node:fs';
import path from 'node:path';

interface Manifest {
  node: Record<string, { exportedName: string; filename: string; workers: Record<string, unknown> }>;
}

/** A browser without a screen: keeps our cookies, and calls server actions as Next's own client does. */
export class GuestClient {
  readonly #jar = new Map<string, string>();
  /** the last Set-Cookie line of each cookie, whole */
  readonly lines = new Map<string, string>();

  private constructor(
    readonly url: string,
    /** the value of the guest cookie that the first page set */
    readonly cookie: string,
    /** the Set-Cookie line that brought it */
    readonly setCookie: string,
  ) {
    if (cookie !== '') this.#jar.set('playjar_guest', cookie);
  }

  /** A browser that brings nothing, and has opened no page yet. */
  static without(url: string): GuestClient {
    return new GuestClient(url, '', '');
  }

  /** Opens the first page. @throws Error when no guest cookie came */
  static async open(url: string): Promise<GuestClient> {
    const response = await fetch(`${url}/`);
    await response.text();
    const line = response.headers.getSetCookie().find((set) => set.startsWith('playjar_guest='));
    const cookie = /^playjar_guest=([^;]+)/.exec(line ?? '')?.[1];
    if (line === undefined || cookie === undefined) throw new Error('GET / set no guest cookie');
    return new GuestClient(url, cookie, line);
  }

  /** The same browser at another server of the same database. */
  at(url: string): GuestClient {
    return new GuestClient(url, this.cookie, this.setCookie);
  }

  /** `act`, and the value it answered. @throws Error when it was refused */
  async value<T>(action: `${string}/${string}`, args: unknown[]): Promise<T> {
    const result = (await this.act(action, args)) as
      { ok: true; value: T } | { ok: false; error: { code: string } };
    if (!result.ok) throw new Error(`${action} answered ${result.error.code}`);
    return result.value;
  }

  async fetch(at: string, init: RequestInit = {}): Promise<Response> {
    const headers = { cookie: this.sent, ...(init.headers as Record<string, string>) };
    const response = await fetch(this.url + at, { redirect: 'manual', ...init, headers });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  /** the Cookie header as it goes out now */
  get sent(): string {
    return [...this.#jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  valueOf(name: string): string | undefined {
    return this.#jar.get(name);
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    this.lines.set(name, line);
    if (/; *(Max-Age=0|Expires=Thu, 01 Jan 1970)/i.test(line)) this.#jar.delete(name);
    else this.#jar.set(name, value);
  }

  /** Calls the server action that `lib/actions/FILE.ts` exports as NAME, from a page of the same origin or another. */
  async call(
    action: `${string}/${string}`,
    args: unknown[],
    origin: string | null = this.url,
    more: Record<string, string> = {},
  ): Promise<Response> {
    const { id, page } = findAction(action);
    const headers = { ...(origin !== null && { origin }), ...more };
    return this.fetch(page, {
      method: 'POST',
      headers: { 'next-action': id, 'content-type': 'text/plain;charset=UTF-8', ...headers },
      body: JSON.stringify(args),
    });
  }

  /** `call`, and what it answered. @throws Error when there is no answer to be found */
  async act(action: `${string}/${string}`, args: unknown[]): Promise<unknown> {
    const text = await (await this.call(action, args)).text();
    const line = /^1:(\{.*\})$/m.exec(text)?.[1];
    if (line === undefined) throw new Error(`${action} answered ${text.slice(0, 500)}`);
    return JSON.parse(line);
  }
}

/** Where the build put an action: its id, and a page that has it. */
function findAction(action: string): { id: string; page: string } {
  const file = path.resolve('.next/server/server-reference-manifest.json');
  const { node } = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  const [noun, name] = action.split('/');
  const found = Object.entries(node).find(
    ([, entry]) => entry.filename === `lib/actions/${noun ?? ''}.ts` && entry.exportedName === name,
  );
  if (!found) throw new Error(`the build has no action ${action}`);
  const worker = Object.keys(found[1].workers).find((key) => !key.includes('[')) ?? '';
  return { id: found[0], page: worker.replace(/^app|\/\([^)]*\)|\/page$/g, '') || '/' };
}
