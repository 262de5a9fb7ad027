import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ExchangeRecord } from '@/lib/model/exchange';
import { CLIENT, GOOD, SELF_SIGNED, TEST_CA } from '../support/certificates';
import { rawServer, type RawServer, type Script } from '../support/raw-server';
import { closing, echo, hop, hopping, session, target } from './session-under-test';

const verify = { ca: TEST_CA };
const ok: Script = (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi');
/** Lets nobody in without a certificate of TEST_CA. */
const demanding = async (): Promise<RawServer> =>
  closing(
    await rawServer(ok, { tls: { ...GOOD, requestCert: true, rejectUnauthorized: true, ca: TEST_CA } }),
  );
const outcomeOf = ({ error, response }: ExchangeRecord): unknown => error?.reason ?? response?.status;
const BROKEN = TEST_CA.replace('MIIBq', 'AAAAA');
const HALF = TEST_CA.slice(0, 200);

describe('what a record tells of TLS', () => {
  it('holds the chain from the server to its root, what was agreed on, and that of every hop', async () => {
    const site = await target(hopping, { tls: GOOD });
    const { record } = await session({ verify }).get(site.url + hop(302, '/end'));
    const authority = 'CN=Playjar test authority';
    const fingerprint256 = expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/) as string;
    const altNames = 'IP Address:127.0.0.1, DNS:localhost';
    expect(record.tls).toMatchObject({
      protocol: 'TLSv1.3',
      cipher: expect.stringMatching(/^TLS_/) as string,
      alpn: 'http/1.1',
      certificate: { subject: 'CN=127.0.0.1', altNames },
      chain: [
        { subject: 'CN=127.0.0.1', issuer: authority, altNames, fingerprint256 },
        { subject: authority, issuer: authority, altNames: null, fingerprint256 },
      ],
    });
    for (const { validFrom, validTo } of record.tls?.chain ?? [])
      expect(Date.parse(validFrom)).toBeLessThan(Date.parse(validTo));
    expect(record.history[0]?.tls).toEqual(record.tls);
  });
  it('holds the chain of a certificate that nobody checked', async () => {
    const site = await target(echo, { tls: SELF_SIGNED });
    const { record } = await session({ verify: false }).get(site.url);
    expect(record.tls?.chain?.length).toBe(1);
  });
  it('holds nothing of plain http', async () => {
    const site = await target(hopping);
    const { record } = await session().get(site.url + hop(302, '/end'));
    expect(record.tls).toBeNull();
    expect(record.history[0]).not.toHaveProperty('tls');
  });
});

describe('R142 whose certificates are trusted', () => {
  it('takes a bundle of several authorities, with text between them', async () => {
    const site = await target(echo, { tls: GOOD });
    const ca = `one\n${SELF_SIGNED.cert}\ntwo\n${TEST_CA}\nend`;
    expect((await session({ verify: { ca } }).get(site.url)).record.response?.status).toBe(200);
  });
  it("R17 the request's choice goes over the session's, R28 and weakens no request beside it", async () => {
    const site = await target(echo, { tls: SELF_SIGNED });
    const sess = session();
    const sends = await Promise.all(
      [false, true, false, true, null, { ca: SELF_SIGNED.cert }].map((one) =>
        sess.send({ url: site.url, verify: one }),
      ),
    );
    expect(sends.map(({ record }) => outcomeOf(record))).toEqual([
      200,
      'self_signed',
      200,
      'self_signed',
      'self_signed',
      200,
    ]);
    expect((await sess.failure({ url: site.url })).reason).toBe('self_signed');
  });
  it('R17 a request can check what its session does not', async () => {
    const site = await target(echo, { tls: SELF_SIGNED });
    const lax = session({ verify: false });
    expect((await lax.get(site.url)).record.response?.status).toBe(200);
    expect((await lax.failure({ url: site.url, verify: true })).reason).toBe('self_signed');
  });
  it.each([
    ['text', 'no pem', 'hold no certificate'],
    ['nothing', '', 'hold no certificate'],
    ['a half', HALF, 'The authority given as verify cannot be read'],
    ['broken bytes', BROKEN, 'The authority given as verify cannot be read'],
    ['one broken of two', `${TEST_CA}\n${BROKEN}`, 'Certificate 2 of the authorities'],
    ['a key', GOOD.key, 'hold no certificate'],
  ])('%s is told before anything is sent', async (_what, ca, words) => {
    const site = await target(echo, { tls: GOOD });
    const failure = await session({ verify: { ca } }).failure({ url: site.url });
    expect(failure).toMatchObject({ code: 'tls_error', reason: 'bad_pem', field: 'verify' });
    expect(failure.message).toContain(words);
    expect(failure.message).not.toContain('BEGIN PRIVATE');
    expect(site.connections()).toBe(0);
  });
});

describe('R143 client certificates', () => {
  it("is the session's, or the request's own", async () => {
    const server = await demanding();
    expect((await session({ verify, cert: CLIENT }).get(server.url)).record.response?.status).toBe(200);
    const sess = session({ verify });
    expect((await sess.get(server.url, { cert: CLIENT })).record.response?.status).toBe(200);
    // R28: the connection that showed it serves nobody else
    expect((await sess.send({ url: server.url })).record.error?.code).toMatch(/tls_error|connection_error/);
  });
  it('may be one PEM that holds both', async () => {
    const server = await demanding();
    const both = `${CLIENT.cert}\n${CLIENT.key}`;
    const { record } = await session({ verify, cert: { cert: both, key: both } }).get(server.url);
    expect(record.response?.status).toBe(200);
  });
  const { privateKey: locked } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' },
  });
  it.each([
    ['no certificate', { cert: 'no', key: CLIENT.key }, 'certificate cannot be read'],
    ['no key', { cert: CLIENT.cert, key: '' }, 'key cannot be read'],
    ['a broken key', { cert: CLIENT.cert, key: CLIENT.key.slice(0, 90) }, 'key cannot be read'],
    ['a locked key', { cert: CLIENT.cert, key: locked }, 'locked with a passphrase'],
    ["another's key", { cert: CLIENT.cert, key: GOOD.key }, 'do not belong together'],
  ])('%s is told before anything is sent', async (_what, cert, words) => {
    const server = await demanding();
    const failure = await session({ verify, cert }).failure({ url: server.url });
    expect(failure).toMatchObject({ code: 'tls_error', reason: 'bad_pem', field: 'cert' });
    expect(failure.message).toContain(words);
    expect(server.received.length).toBe(0);
  });
  it('R144 has no effect on http, nor have authorities, however broken', async () => {
    const site = await target(echo);
    const broken = { verify: { ca: BROKEN }, cert: { cert: 'no', key: 'no' } };
    expect((await session(broken).get(site.url)).record.response?.status).toBe(200);
  });
});
