import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { awsSigV4 } from '@/lib/engine/auth/aws-sig-v4';
import type { Signable } from '@/lib/engine/auth/credentials';
import type { AwsSigV4 } from '@/lib/model/auth';
import { uploadOf } from '../support/upload';
import { echo, hop, hopping, session, target } from './session-under-test';

const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const S3_KEYS = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};
const auth = {
  type: 'awsSigV4',
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: SECRET,
  region: 'us-east-1',
} as const;
const at = (time: string) => () => Date.parse(time);
const sign = async (settings: Partial<AwsSigV4>, request: Partial<Signable>, time: string) => {
  const made = await awsSigV4({ ...auth, ...settings }, at(time)).sign?.(
    { method: 'GET', url: 'https://example.amazonaws.com/', headers: [], body: null, ...request },
    0,
  );
  return { url: made?.url, headers: Object.fromEntries(made?.headers ?? []) };
};

describe('AWS signature version 4 agrees with what AWS publishes', () => {
  it('ListUsers of IAM', async () => {
    const { headers } = await sign(
      { service: 'iam' },
      {
        url: 'https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08',
        headers: [
          ['Content-Type', 'application/x-www-form-urlencoded; charset=utf-8'],
          ['User-Agent', 'not signed'],
          ['Accept', '*/*'],
        ],
      },
      '2015-08-30T12:36:00Z',
    );
    expect(headers).toEqual({
      'X-Amz-Date': '20150830T123600Z',
      Authorization:
        'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
    });
  });
  it('get-vanilla of the test suite', async () => {
    const { headers } = await sign({ service: 'service' }, {}, '2015-08-30T12:36:00Z');
    expect(headers.Authorization).toMatch(
      /Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31$/,
    );
  });
  it.each([
    ['?lifecycle', 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543'],
    ['?max-keys=2&prefix=J', '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7'],
  ])('GET of an S3 bucket with %s, region and service told by the host', async (query, signature) => {
    const request = { url: `https://examplebucket.s3.amazonaws.com/${query}` };
    const { region: _, ...rest } = { ...auth, ...S3_KEYS };
    const made = await awsSigV4(rest, at('2013-05-24T00:00:00Z')).sign?.(
      { method: 'GET', headers: [], body: null, ...request },
      0,
    );
    const headers = Object.fromEntries(made?.headers ?? []);
    expect(headers.Authorization).toContain(`Signature=${signature}`);
    expect(headers['X-Amz-Content-Sha256']).toBe(createHash('sha256').digest('hex'));
  });
  it('the pre-signed URL of an S3 object', async () => {
    const { url, headers } = await sign(
      { ...S3_KEYS, in: 'query' },
      { url: 'https://examplebucket.s3.amazonaws.com/test.txt', headers: [['Content-Type', 'text/plain']] },
      '2013-05-24T00:00:00Z',
    );
    expect(headers).toEqual({});
    expect(Object.fromEntries(new URL(url ?? '').searchParams)).toEqual({
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Credential': 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request',
      'X-Amz-Date': '20130524T000000Z',
      'X-Amz-Expires': '86400',
      'X-Amz-SignedHeaders': 'host',
      'X-Amz-Signature': 'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
    });
  });
});

describe('a signed send', () => {
  it('signs the body that goes out, and the session token with it', async () => {
    const server = await target(echo);
    const body = { type: 'json', value: { a: 1 } } as const;
    const spec = { method: 'POST', body, auth: { ...auth, service: 's3', sessionToken: 'TOKEN' } } as const;
    await session().get(server.url, spec);
    const [sent] = server.requests;
    expect(sent?.header('x-amz-content-sha256')).toBe(
      createHash('sha256')
        .update(sent?.body ?? '')
        .digest('hex'),
    );
    expect(sent?.header('x-amz-security-token')).toBe('TOKEN');
    expect(sent?.header('authorization')).toContain(
      'SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date;x-amz-security-token,',
    );
  });
  it.each(['header', 'query'] as const)(
    'in the %s tells the hash of a file, read before it is sent',
    async (place) => {
      const server = await target(echo);
      const body = { type: 'file', upload: 'one' } as const;
      const spec = {
        url: server.url,
        method: 'PUT',
        body,
        auth: { ...auth, service: 'x', in: place },
      } as const;
      const { record } = await session().send(spec, uploadOf('the file'));
      expect(record.error).toBeNull();
      const hash = createHash('sha256').update('the file').digest('hex');
      expect(server.requests[0]?.header('x-amz-content-sha256')).toBe(hash);
      expect(server.requests[0]?.body.toString()).toBe('the file');
    },
  );
  it('signs the typed query as it is spelled, and replaces an older signature in it', async () => {
    const server = await target(echo);
    const { record } = await session().get(`${server.url}/o?a=b%20c&X-Amz-Expires=60&X-Amz-Signature=old#f`, {
      auth: { ...auth, service: 's3', in: 'query' },
    });
    const { url = '' } = server.requests[0] ?? {};
    expect(url).toMatch(/^\/o\?a=b%20c&X-Amz-Expires=60&X-Amz-Date=/);
    expect(url.match(/X-Amz-Signature=/g)).toHaveLength(1);
    expect(url).not.toContain('old');
    expect(record.request.url).toBe(`${server.url}${url}#f`);
  });
  it('R92 is signed anew at each redirect of the origin', async () => {
    const server = await target(hopping);
    await session().get(server.url + hop(307, '/there'), {
      method: 'POST',
      body: { type: 'text', text: 'hi' },
      auth: { ...auth, service: 'x' },
    });
    const [first, second] = server.requests.map(
      (one) => /Signature=(.+)/.exec(one.header('authorization') ?? '')?.[1],
    );
    expect(second).toBeDefined();
    expect(second).not.toBe(first);
  });
  it.each(['header', 'query'] as const)(
    'R91, R93 leaves the origin without its signature in the %s',
    async (place) => {
      const server = await target(hopping);
      const other = await target(
        (request, response) =>
          request.url.startsWith('/back')
            ? response.writeHead(302, { location: `${server.url}/end` }).end()
            : echo(request, response),
        { host: '127.0.0.2' },
      );
      const signed = { ...auth, service: 's3', sessionToken: 't', in: place };
      await session().get(server.url + hop(302, `${other.url}/back`), { auth: signed });
      const [away] = other.requests;
      const back = server.requests.at(-1);
      for (const one of [away, back]) {
        expect(one?.url).not.toMatch(/amz/i);
        expect(one?.rawHeaders.filter(([name]) => /^(authorization|x-amz-.*)$/i.test(name))).toEqual([]);
      }
    },
  );
  it('fills variables into its fields', async () => {
    const server = await target(echo);
    await session().get(server.url, {
      auth: { ...auth, accessKeyId: '{{key}}', service: 'x' },
      variables: { key: 'AKIAFILLED' },
    });
    expect(server.requests[0]?.header('authorization')).toContain('Credential=AKIAFILLED/');
  });
  it('signs without a default port and sends none', async () => {
    const made = await awsSigV4({ ...auth, service: 'x' }, Date.now).sign?.(
      { method: 'GET', url: 'http://h:80/', headers: [], body: null },
      0,
    );
    expect(made?.headers).toContainEqual(['Host', 'h']);
  });
});
