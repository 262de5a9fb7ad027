import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { scopeOf, type Operation } from '@/lib/api/operation';
import { operations } from '@/lib/api/operations';
import { SCOPES, type Scope } from '@/lib/model/api-token';
import { ApiClient, type Problem } from '../support/api-client';
import { api, appUrl } from './shared-app';

/** What `npm run token` prints, and says when it refuses. */
async function printed(...options: string[]): Promise<string> {
  const env = { ...process.env, PLAYJAR_DATA_DIR: inject('appDataDir') };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['lib/commands/token.mjs', '--name', 'scoped', ...options],
    { env },
  );
  return stdout.trim();
}

const clients = {} as Record<Scope, ApiClient>;
beforeAll(async () => {
  for (const scope of SCOPES) clients[scope] = new ApiClient(appUrl, await printed('--scope', scope));
}, 180_000);

/** Everything that asks for a token, with its method, and a path that leads to nothing. */
const asked = (Object.values(operations) as Operation[]).filter(({ open }) => open !== true);

describe('a token with one scope', () => {
  it.each(asked.map((operation) => [operation.id, operation] as const))(
    'for %s needs the scope that the OpenAPI document names, and no other',
    async (_id, operation) => {
      const { method, path } = operation;
      const at = path.slice('/api/v1'.length).replaceAll(/\{\w+\}/g, 'never-was');
      for (const scope of SCOPES) {
        const answer = await clients[scope].fetch(method, at, { ...(operation.body && { body: {} }) });
        const challenge = answer.headers.get('www-authenticate');
        // What it may have need not be JSON.
        const text = await answer.text();
        if (scope === scopeOf(operation)) expect(challenge).toBeNull();
        else {
          const { code } = JSON.parse(text) as Problem;
          const insufficient = `Bearer error="insufficient_scope", scope="${scopeOf(operation)}"`;
          expect([answer.status, code, challenge]).toEqual([403, 'forbidden', insufficient]);
        }
      }
    },
  );

  it('is told the scope it lacks, by the busy door ahead of Next as by Next’s own', async () => {
    const { id } = await api.session();
    for (const query of ['', '?']) {
      const { status, body } = await clients.read.call<Problem>('POST', `/sessions/${id}/send${query}`, {
        body: { url: `${appUrl}/practice/` },
      });
      expect(status).toBe(403);
      expect(body.detail).toContain('the scope “send”; yours has read');
    }
    expect((await clients.read.call('GET', `/sessions/${id}`)).status).toBe(200);
    expect((await api.history(id)).length).toBe(0);
  });

  it('is held to it at a shared link, which would open without any token', async () => {
    const { id } = await api.sequence({ name: 'shown' });
    const { token } = await api.share({ sequenceId: id });
    expect((await clients.send.call('GET', `/shared/${token}`)).status).toBe(403);
    expect((await clients.read.call('GET', `/shared/${token}`)).status).toBe(200);
  });
});

describe('npm run token', () => {
  it('takes several scopes, repeated or with commas, and makes one for all without any', async () => {
    const several = new ApiClient(appUrl, await printed('--scope', 'read,send', '--scope', 'write'));
    expect((await several.call('POST', '/sessions', { body: {} })).status).toBe(201);
    expect((await several.call('POST', '/shares', { body: {} })).status).toBe(403);
    expect((await api.call('POST', '/shares', { body: {} })).status).toBe(422);
  });

  it('names what it knows when it is asked for another scope or for no number of days', async () => {
    await expect(printed('--scope', 'everything')).rejects.toThrow(
      'Choose of: read, send, write, share, admin.',
    );
    await expect(printed('--days', 'forever')).rejects.toThrow('--days forever');
  });
});

describe('the OpenAPI document', () => {
  it('names the scope of each operation, and that an open one needs no token', async () => {
    const document = (await (await fetch(`${appUrl}/api/v1/openapi.json`)).json()) as {
      paths: Record<string, Record<string, { security: unknown }>>;
    };
    for (const operation of Object.values(operations) as Operation[]) {
      const { security } = document.paths[operation.path]?.[operation.method.toLowerCase()] ?? {};
      const needed = { token: [scopeOf(operation)] };
      expect(security, operation.id).toEqual(operation.open ? [needed, {}] : [needed]);
    }
  });
});
