import { describe, expect, it } from 'vitest';
import { parseChallenges } from '@/lib/engine/auth/challenges';
import { DigestNonces } from '@/lib/engine/auth/digest-nonces';
import { digestProtected, fieldsOf, type DigestRules } from '../support/digest-server';
import type { Target } from '../support/target-server';
import { uploadOf } from '../support/upload';
import { echo, hop, hopping, session, target, type TestSession } from './session-under-test';

const user = { username: 'mufasa', password: 'Circle of Life' };
const auth = { type: 'digest', ...user } as const;

/** A session that keeps its nonces from send to send, as a stored one does. */
function keeping(nonces = new DigestNonces()): TestSession {
  const plain = session({ auth });
  return { ...plain, send: (spec, more) => plain.send(spec, { nonces, ...more }) };
}
const guarded = (rules: Partial<DigestRules> = {}) => target(digestProtected({ ...user, ...rules }, hopping));
/** nonce and count of each request that a server saw, null where it had none */
const uses = (server: Target) =>
  server.requests.map((one) => {
    const fields = fieldsOf(one.header('authorization') ?? '');
    return fields && `${fields.nonce}/${fields.nc}`;
  });
const statuses = async (s: TestSession, url: string, spec: object = {}) => {
  const { record } = await s.send({ url, ...spec });
  return [...record.history.map(({ response }) => response.status), record.response?.status];
};

describe('a nonce the session knows', () => {
  it('R132 is used before it is asked for, with its count one higher each time', async () => {
    const server = await guarded();
    const s = keeping();
    expect(await statuses(s, server.url)).toEqual([401, 200]);
    expect(await statuses(s, `${server.url}/other`)).toEqual([200]);
    expect(await statuses(s, server.url, { method: 'POST', body: { type: 'text', text: 'x' } })).toEqual([
      200,
    ]);
    expect(uses(server)).toEqual([null, 'nonce-1/00000001', 'nonce-1/00000002', 'nonce-1/00000003']);
  });
  it('R132 starts at 1 again on a new nonce', async () => {
    const server = await guarded({ uses: 2 });
    const s = keeping();
    await statuses(s, server.url);
    await statuses(s, server.url);
    expect(await statuses(s, server.url)).toEqual([401, 200]);
    expect(uses(server).slice(-2)).toEqual(['nonce-1/00000003', 'nonce-2/00000001']);
  });
  it('R132 is never used twice with one count, also by sends at the same time', async () => {
    const server = await guarded();
    const s = keeping();
    await statuses(s, server.url);
    const all = await Promise.all(Array.from({ length: 20 }, () => s.send({ url: server.url })));
    expect(all.every(({ record }) => record.response?.status === 200)).toBe(true);
    const taken = uses(server).filter((one) => one !== null);
    expect(new Set(taken).size).toBe(taken.length);
  });
  it('R132 is counted once for all users, as a server with one nonce for all would', async () => {
    const challenge = { 'www-authenticate': 'Digest realm="r", nonce="same", qop="auth"' };
    const server = await target((request, response) =>
      request.header('authorization') ? echo(request, response) : response.writeHead(401, challenge).end(),
    );
    const s = keeping();
    await s.send({ url: server.url });
    await s.send({ url: server.url, auth: { ...auth, username: 'scar' } });
    expect(uses(server)).toEqual([null, 'same/00000001', null, 'same/00000002']);
  });
  it('is not used for another password, another origin or another session', async () => {
    const server = await guarded();
    const other = await target(digestProtected(user, echo), { host: '127.0.0.2' });
    const s = keeping();
    await statuses(s, server.url);
    const wrong = { ...auth, password: 'wrong' };
    expect(await statuses(s, server.url, { auth: wrong })).toEqual([401, 401]);
    expect(await statuses(s, server.url, { auth: wrong })).toEqual([401, 401]);
    expect(await statuses(s, other.url)).toEqual([401, 200]);
    expect(await statuses(keeping(), server.url)).toEqual([401, 200]);
    expect(await statuses(s, server.url)).toEqual([200]);
    expect(uses(server)[2]).toBeNull();
    expect(uses(server)[4]).toBeNull();
  });
  it('stays within the domain that the challenge names', async () => {
    const server = await guarded({ more: ', domain="/a /b"' });
    const s = keeping();
    await statuses(s, `${server.url}/a/1`);
    expect(await statuses(s, `${server.url}/b/2`)).toEqual([200]);
    expect(await statuses(s, `${server.url}/c`)).toEqual([401, 200]);
  });
  it('R134 is not used for what follows a redirect, which is challenged anew', async () => {
    const server = await guarded();
    const s = keeping();
    await statuses(s, server.url);
    expect(await statuses(s, server.url + hop(302, '/'))).toEqual([302, 401, 200]);
    expect(uses(server).slice(-3)).toEqual(['nonce-1/00000002', null, 'nonce-2/00000001']);
  });
  it('is told as left behind when a redirect leaves the origin', async () => {
    const other = await target(echo, { host: '127.0.0.2' });
    const server = await guarded();
    const s = keeping();
    await statuses(s, server.url);
    const { record } = await s.send({ url: server.url + hop(302, other.url) });
    expect(other.requests[0]?.header('authorization')).toBeUndefined();
    expect(record.request.droppedHeaders).toEqual(['Authorization']);
  });
});

describe('a stale nonce', () => {
  it('is answered once more with the new one, and no more than that', async () => {
    const server = await guarded({ uses: 0 });
    expect(await statuses(keeping(), server.url)).toEqual([401, 401, 401]);
    expect(uses(server)).toEqual([null, 'nonce-1/00000001', 'nonce-2/00000001']);
  });
  it('costs one answer where the nonce was kept from an earlier send', async () => {
    const server = await guarded({ uses: 1 });
    const s = keeping();
    await statuses(s, server.url);
    expect(await statuses(s, server.url, { method: 'PUT', body: { type: 'text', text: 'x' } })).toEqual([
      401, 200,
    ]);
    expect(server.requests.at(-1)?.body.toString()).toBe('x');
  });
});

describe('a server that checks', () => {
  it.each(['MD5', 'MD5-sess', 'SHA-256', 'SHA-256-sess', 'SHA-512-256', 'SHA-512-256-sess'])(
    'R129 takes %s twice over',
    async (algorithm) => {
      const server = await guarded({ algorithm });
      const s = keeping();
      expect(await statuses(s, `${server.url}/a?b=c`)).toEqual([401, 200]);
      expect(await statuses(s, server.url)).toEqual([200]);
    },
  );
  it('R130 departs: auth-int alone is answered, with the hash of the body', async () => {
    const server = await guarded({ qop: 'auth-int', algorithm: 'SHA-256' });
    const s = keeping();
    const spec = { method: 'POST', body: { type: 'text', text: 'the body' } } as const;
    expect(await statuses(s, server.url, spec)).toEqual([401, 200]);
    expect(await statuses(s, server.url)).toEqual([200]);
    expect(fieldsOf(server.requests[1]?.header('authorization') ?? '')?.qop).toBe('auth-int');
  });
  it('R130 departs: auth-int hashes a file before it is sent', async () => {
    const server = await guarded({ qop: 'auth-int' });
    const spec = { url: server.url, method: 'PUT', body: { type: 'file', upload: 'one' } } as const;
    const { record } = await keeping().send(spec, uploadOf('the file'));
    expect(record.response?.status).toBe(200);
    expect(server.requests.at(-1)?.body.toString()).toBe('the file');
  });
  it('R130 takes the form of RFC 2069', async () => {
    const server = await guarded({ qop: '' });
    expect(await statuses(keeping(), server.url)).toEqual([401, 200]);
  });
  it('R129 is answered in the first algorithm that is known', async () => {
    const server = await target((_, response) => {
      const known = ['SHA-9', 'SHA-256', 'MD5'].map(
        (name) => `Digest realm="r", nonce="n", algorithm=${name}`,
      );
      response.writeHead(401, { 'www-authenticate': known }).end();
    });
    await keeping().send({ url: server.url });
    expect(fieldsOf(server.requests[1]?.header('authorization') ?? '')?.algorithm).toBe('SHA-256');
  });
  it('hides the name where it asks for that (RFC 7616 §3.4.4)', async () => {
    const server = await guarded({ more: ', userhash=true' });
    expect(await statuses(keeping(), server.url)).toEqual([401, 200]);
    expect(server.requests[1]?.header('authorization')).not.toContain('mufasa');
  });
  it('gets a name beyond ASCII in the form of RFC 8187', async () => {
    const name = 'Jäsøn € "Doe"';
    const server = await target(digestProtected({ username: name, password: 'ü' }, echo));
    const { record } = await session().send({
      url: server.url,
      auth: { type: 'digest', username: name, password: 'ü' },
    });
    expect(record.response?.status).toBe(200);
  });
});

describe('challenges', () => {
  it('are told apart in one header, with commas and schemes inside quotes', () => {
    const value =
      'Negotiate, NTLM TlRMTVNTUAAC==, Basic realm="a, Digest realm=b", , Digest realm="c \\" d",nonce = n, qop="auth,auth-int"';
    expect(parseChallenges(value)).toEqual([
      { scheme: 'negotiate', fields: {} },
      { scheme: 'ntlm', fields: {} },
      { scheme: 'basic', fields: { realm: 'a, Digest realm=b' } },
      { scheme: 'digest', fields: { realm: 'c \\" d', nonce: 'n', qop: 'auth,auth-int' } },
    ]);
  });
  it.each(['', '"', '= =', ', ,'])('%j is none', (value) => {
    expect(parseChallenges(value)).toEqual([]);
  });
});
