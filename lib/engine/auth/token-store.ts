import type { OAuthToken } from '@/lib/model/oauth';

/** Where a session keeps its tokens, by a key that tells the settings apart that they were given for. */
export interface TokenStore {
  load(key: string): Promise<OAuthToken | null>;
  /** null takes it away */
  save(key: string, token: OAuthToken | null): Promise<void>;
  /** Lets one at a time ask for a token of that key: two that renew at once would make a refresh token look stolen. */
  exclusively<T>(key: string, work: () => Promise<T>): Promise<T>;
}

/** Tokens for a single send, where nobody keeps them. */
export class MomentaryTokens implements TokenStore {
  readonly #tokens = new Map<string, OAuthToken>();

  async load(key: string): Promise<OAuthToken | null> {
    return this.#tokens.get(key) ?? null;
  }

  async save(key: string, token: OAuthToken | null): Promise<void> {
    if (token) this.#tokens.set(key, token);
    else this.#tokens.delete(key);
  }

  exclusively<T>(_key: string, work: () => Promise<T>): Promise<T> {
    return work();
  }
}
