import { describe, expect, it } from 'vitest';
import { buildBody } from '@/lib/engine/body';
import { NO_UPLOADS } from '@/lib/engine/uploads';
import { cutWireBody, toWireBody } from '@/lib/engine/wire-body';
import type { Body } from '@/lib/model/body';
import { echo, session, target } from './session-under-test';

function built(body: Body, explicit?: string): { text: string | null; type: string | null } {
  const { body: content, contentType } = buildBody(body, explicit, NO_UPLOADS);
  return {
    text: content instanceof Uint8Array ? Buffer.from(content).toString('utf8') : null,
    type: contentType,
  };
}

describe('bodies', () => {
  const form = 'application/x-www-form-urlencoded';
  it('R60 form fields follow the rules of params', () => {
    const fields: [string, string | null | (string | null)[]][] = [
      ['a', 'b c'],
      ['n', null],
      ['l', ['1', '2']],
      ['é', '*'],
    ];
    expect(built({ type: 'form', fields })).toEqual({ text: 'a=b+c&l=1&l=2&%C3%A9=%2A', type: form });
    expect(built({ type: 'form', fields: 'a=1&b' })).toEqual({ text: 'a=1&b', type: form });
    expect(built({ type: 'form', fields: [] })).toEqual({ text: null, type: null });
  });
  it('R61 text is sent as UTF-8 and brings no Content-Type of its own', () => {
    expect(built({ type: 'text', text: 'é' })).toEqual({ text: 'é', type: null });
    expect(built({ type: 'text', text: 'a', contentType: 'text/csv' })).toEqual({
      text: 'a',
      type: 'text/csv',
    });
    expect(built({ type: 'text', text: '' }).text).toBeNull();
  });
  it.each([
    [{}, '{}'],
    [[], '[]'],
    [0, '0'],
    ['', '""'],
    [false, 'false'],
    [{ é: ['x'] }, '{"é":["x"]}'],
  ])('R62 json %j counts as a body', (value, text) => {
    expect(built({ type: 'json', value })).toEqual({ text, type: 'application/json' });
  });
  it('R62 json null means no JSON', () => {
    expect(built({ type: 'json', value: null })).toEqual({ text: null, type: null });
    expect(built({ type: 'json' })).toEqual({ text: null, type: null });
    expect(built({ type: 'json', text: '  ' })).toEqual({ text: null, type: null });
  });
  it('json text is sent as it stands', () => {
    const text = ' {"big": 12345678901234567890,\n "a": 1.0}';
    expect(built({ type: 'json', text }).text).toBe(text);
  });
  it('R63 what is no JSON is refused before anything is sent', async () => {
    const failure = await session().failure({
      url: 'http://127.0.0.1:9/',
      body: { type: 'json', text: '{"a": NaN}' },
    });
    expect(failure).toMatchObject({ code: 'invalid_json', field: 'body' });
  });
  it('graphql is JSON', () => {
    const body: Body = { type: 'graphql', query: '{ a }', variables: { x: 1 }, operationName: null };
    expect(built(body)).toEqual({
      text: '{"query":"{ a }","variables":{"x":1},"operationName":null}',
      type: 'application/json',
    });
  });
  it('binary is sent byte for byte', async () => {
    const server = await target(echo);
    const bytes = Buffer.from([0, 255, 128, 10, 13]);
    const { record } = await session().get(server.url, {
      method: 'PUT',
      body: { type: 'binary', base64: bytes.toString('base64'), contentType: 'application/octet-stream' },
    });
    expect(server.requests[0]?.body.equals(bytes)).toBe(true);
    expect(record.request.body).toEqual({ size: 5, base64: bytes.toString('base64') });
  });
});

describe('multipart', () => {
  const parts: Extract<Body, { type: 'multipart' }>['parts'] = [
    { name: 'up"l\r\noad', base64: 'aGk=' },
    { name: 'f', filename: 'ü.txt', contentType: 'text/plain', headers: [['X-Part', '1']], base64: 'AAE=' },
    { name: 'nameless', filename: null, base64: '' },
    { name: 'field', value: 'é' },
    { name: 'gone', value: null },
    { name: 'n', value: 3 },
  ];
  it('R69–R73 fields first, then files, names quoted as urllib3 does', () => {
    const { text, type } = built({ type: 'multipart', parts });
    const boundary = /^multipart\/form-data; boundary=([0-9a-f]{32})$/.exec(type ?? '')?.[1] ?? '';
    expect(text?.split(`--${boundary}`)).toEqual([
      '',
      '\r\nContent-Disposition: form-data; name="field"\r\n\r\né\r\n',
      '\r\nContent-Disposition: form-data; name="n"\r\n\r\n3\r\n',
      '\r\nContent-Disposition: form-data; name="up%22l%0D%0Aoad"; filename="up%22l%0D%0Aoad"\r\n\r\nhi\r\n',
      '\r\nContent-Disposition: form-data; name="f"; filename="ü.txt"\r\nContent-Type: text/plain\r\nX-Part: 1\r\n\r\n\0\u0001\r\n',
      '\r\nContent-Disposition: form-data; name="nameless"\r\n\r\n\r\n',
      '--\r\n',
    ]);
  });
  it('is read by a form parser', async () => {
    const { text, type } = built({ type: 'multipart', parts });
    const form = await new Response(text, { headers: { 'content-type': type ?? '' } }).formData();
    expect(form.get('field')).toBe('é');
    expect((form.get('f') as File).name).toBe('ü.txt');
  });
  it('R69 keeps an explicit Content-Type and writes the body by its boundary', async () => {
    const server = await target(echo);
    const type = 'multipart/form-data; boundary=mine';
    await session().get(server.url, {
      method: 'POST',
      headers: [['content-type', type]],
      body: { type: 'multipart', parts: [{ name: 'a', value: '1' }] },
    });
    expect(server.requests[0]?.header('content-type')).toBe(type);
    expect(server.requests[0]?.body.toString()).toBe(
      '--mine\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--mine--\r\n',
    );
  });
  it('no parts are no body', () => {
    expect(built({ type: 'multipart', parts: [] })).toEqual({ text: null, type: null });
  });
  it('refuses a part header that would break out', async () => {
    const failure = await session().failure({
      url: 'http://127.0.0.1:9/',
      body: { type: 'multipart', parts: [{ name: 'f', contentType: 'a\r\nX: y', base64: '' }] },
    });
    expect(failure).toMatchObject({ code: 'invalid_header', field: 'body' });
  });
});

describe('lengths and types on the wire', () => {
  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('R66 %s without a body says 0', async (method) => {
    const server = await target(echo);
    await session().get(server.url, { method });
    expect(server.requests[0]?.header('content-length')).toBe('0');
  });
  it.each(['GET', 'DELETE'])('R67, R65 %s is sent with its body and the real length', async (method) => {
    const server = await target(echo);
    const body = { type: 'text', text: 'é' } as const;
    await session().get(server.url, { method, headers: [['Content-Length', '99']], body });
    expect(server.requests[0]?.body.toString()).toBe('é');
    expect(server.requests[0]?.rawHeaders.filter(([name]) => /length/i.test(name))).toEqual([
      ['Content-Length', '2'],
    ]);
  });
  it('R66 GET and HEAD carry no length', async () => {
    const server = await target(echo);
    await session().get(server.url);
    await session().get(server.url, { method: 'HEAD' });
    expect(server.requests.map((one) => one.header('content-length'))).toEqual([undefined, undefined]);
  });
  it.each([[[['content-TYPE', 'text/x']]], [[['Content-Type', 'text/x']]]] as [string, string][][][])(
    'R64 never replaces an explicit Content-Type: %j',
    async (headers) => {
      const server = await target(echo);
      await session().get(server.url, { method: 'POST', headers, body: { type: 'json', value: 1 } });
      expect(server.requests[0]?.header('content-type')).toBe('text/x');
      await session({ headers }).get(server.url, { method: 'POST', body: { type: 'form', fields: 'a' } });
      expect(server.requests[1]?.header('content-type')).toBe('text/x');
    },
  );
  it('a body over the limit is not sent', async () => {
    const body = { type: 'text', text: 'x'.repeat(11) } as const;
    const failure = await session().failure(
      { url: 'http://127.0.0.1:9/', body },
      { limits: { requestBodyBytes: 10 } },
    );
    expect(failure).toMatchObject({ code: 'invalid_body', field: 'body' });
  });
});

describe('bytes as JSON can carry them', () => {
  const bytes = (...of: number[]): Uint8Array => Uint8Array.from(of);
  it('are text when nothing is lost', () => {
    expect(toWireBody(Buffer.from('hé'), 'utf-8')).toEqual({ size: 3, text: 'hé' });
    expect(toWireBody(bytes(0xef, 0xbb, 0xbf, 0x61), 'UTF-8').text).toBe('\uFEFFa');
    expect(toWireBody(bytes(0x80, 0xff), 'ISO-8859-1').text).toBe('\u0080\u00ff');
    expect(toWireBody(bytes(0x83, 0x65), 'shift_jis').text).toBe('テ');
    expect(toWireBody(bytes(0x61), 'no-such-charset').text).toBe('a');
    // Where the name does not tell the order of the bytes, a mark does, and is none of the text.
    expect(toWireBody(bytes(0xff, 0xfe, 0xe9, 0x00), 'UTF-16').text).toBe('é');
    expect(toWireBody(bytes(0xfe, 0xff, 0x00, 0xe9), 'utf16').text).toBe('é');
    expect(toWireBody(bytes(0xff, 0xfe, 0, 0, 0xe9, 0, 0, 0), 'utf-32').text).toBe('é');
    expect(toWireBody(bytes(), null)).toEqual({ size: 0, text: '' });
  });
  it('are base64 when something would be', () => {
    expect(toWireBody(bytes(0xff), 'utf-8')).toEqual({ size: 1, base64: '/w==' });
    expect(toWireBody(bytes(0x61), null)).toEqual({ size: 1, base64: 'YQ==' });
    expect(toWireBody(bytes(0xff), 'no-such-charset')).toEqual({ size: 1, base64: '/w==' });
    expect(toWireBody(bytes(0xff, 0x61), 'utf-8', { lossy: true }).text).toBe('\uFFFDa');
  });
  it('are cut between two characters', () => {
    expect(cutWireBody(Buffer.from('aé€'), 'utf-8', 5)).toEqual({ size: 6, text: 'aé', truncated: true });
    expect(cutWireBody(Buffer.from('abc'), 'utf-8', 3)).toEqual({ size: 3, text: 'abc' });
  });
});
