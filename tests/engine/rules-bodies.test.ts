import { describe, expect, it } from 'vitest';
import { RequestSpec } from '@/lib/model/request-spec';
import type { Body } from '@/lib/model/body';
import { sendOne } from './one-send';
import { echo, session, target } from './session-under-test';

type Got = {
  body: string;
  type: string | undefined;
  length: string | undefined;
  chunked: string | undefined;
};

async function posted(body: Body, headers: [string, string][] = [], method = 'POST'): Promise<Got> {
  const { arrived } = await sendOne({ method, body, headers });
  return {
    body: arrived.body.toString(),
    type: arrived.header('content-type'),
    length: arrived.header('content-length'),
    chunked: arrived.header('transfer-encoding'),
  };
}

describe('one kind of body', () => {
  it('R60 form fields are encoded like parameters and bring their type', async () => {
    const fields: [string, string | null | string[]][] = [
      ['a', 'b c'],
      ['n', null],
      ['l', ['1', '2']],
      ['é', '*'],
    ];
    expect(await posted({ type: 'form', fields })).toMatchObject({
      body: 'a=b+c&l=1&l=2&%C3%A9=%2A',
      type: 'application/x-www-form-urlencoded',
    });
  });
  it('R61, R65 text goes as UTF-8, with its length in bytes and no type', async () => {
    expect(await posted({ type: 'text', text: 'hé' })).toMatchObject({
      body: 'hé',
      length: '3',
      type: undefined,
    });
  });
  it.each([[{}], [[]], [0], [''], [false], [{ é: [1, null] }]])(
    'R62, R63 the JSON %j is a body',
    async (value) => {
      const got = await posted({ type: 'json', value });
      expect(JSON.parse(got.body)).toEqual(value);
      expect(got.type).toBe('application/json');
    },
  );
  it('R62 null is none', async () => {
    expect(await posted({ type: 'json', value: null })).toMatchObject({
      body: '',
      type: undefined,
      length: '0',
    });
  });
  it.each(['NaN', '[Infinity]', '{"a": }'])('R63 %s is refused before anything is sent', async (text) => {
    const server = await target(echo);
    const failure = await session().failure({
      url: server.url,
      method: 'POST',
      body: { type: 'json', text },
    });
    expect(failure).toMatchObject({ code: 'invalid_json', field: 'body' });
    expect(server.connections()).toBe(0);
  });
  it('R64 an explicit type is kept, in any case of its name', async () => {
    expect((await posted({ type: 'json', value: 1 }, [['content-TYPE', 'text/x']])).type).toBe('text/x');
    expect((await posted({ type: 'form', fields: 'a=1' }, [['Content-Type', 'text/x']])).type).toBe('text/x');
  });
  it('R68 a body in hand has its length; the request’s own header makes it chunked, never both', async () => {
    expect(await posted({ type: 'binary', base64: 'AAE=' })).toMatchObject({
      length: '2',
      chunked: undefined,
    });
    const chunked = await posted({ type: 'text', text: 'hello' }, [['Transfer-Encoding', 'chunked']]);
    expect(chunked).toMatchObject({ body: 'hello', length: undefined, chunked: 'chunked' });
  });
});

describe('multipart', () => {
  const parts = async (list: Extract<Body, { type: 'multipart' }>['parts']): Promise<string[]> => {
    const { body, type } = await posted({ type: 'multipart', parts: list });
    const boundary = /^multipart\/form-data; boundary=([0-9a-f]{32})$/.exec(type ?? '')?.[1] ?? 'none';
    const pieces = body.split(`--${boundary}`);
    expect([pieces[0], pieces.at(-1)]).toEqual(['', '--\r\n']);
    return pieces.slice(1, -1).map((piece) => piece.slice(2, -2));
  };
  const named = 'Content-Disposition: form-data; name=';

  it('R69 fields go first, then files, each in their order', async () => {
    const found = await parts([
      { name: 'file', base64: 'aGk=' },
      { name: 'b', value: '1' },
      { name: 'a', value: '2' },
    ]);
    expect(found.map((part) => /name="(\w+)"/.exec(part)?.[1])).toEqual(['b', 'a', 'file']);
  });
  it('R70 a file is called as given, else like its field; null leaves the name out', async () => {
    const [given, none, without] = await parts([
      { name: 'f', filename: 'a.txt', base64: '' },
      { name: 'f', base64: '' },
      { name: 'f', filename: null, base64: '' },
    ]);
    expect(given).toContain(`${named}"f"; filename="a.txt"\r\n`);
    expect(none).toContain(`${named}"f"; filename="f"\r\n`);
    expect(without).toBe(`${named}"f"\r\n\r\n`);
  });
  it('R71 a part has a type only when given one, its other headers after it', async () => {
    const [typed, plain] = await parts([
      { name: 'f', contentType: 'text/csv', headers: [['X-Part', '1']], base64: 'aGk=' },
      { name: 'f', base64: 'aGk=' },
    ]);
    expect(typed).toBe(`${named}"f"; filename="f"\r\nContent-Type: text/csv\r\nX-Part: 1\r\n\r\nhi`);
    expect(plain).not.toContain('Content-Type');
  });
  it('R72 departs: a file has content or is not there; null fields drop, repeats and numbers go', async () => {
    const found = await parts([
      { name: 'n', value: 3 },
      { name: 'gone', value: null },
      { name: 'n', value: true },
    ]);
    expect(found).toEqual([`${named}"n"\r\n\r\n3`, `${named}"n"\r\n\r\ntrue`]);
    const body = { type: 'multipart', parts: [{ name: 'f', base64: null }] };
    expect(RequestSpec.safeParse({ url: 'http://h.test/', body }).success).toBe(false);
  });
  it('R73 names are raw UTF-8 in quotes, with quote, CR and LF escaped', async () => {
    const [part] = await parts([{ name: 'ü"\r\n', filename: 'é".txt', base64: '' }]);
    expect(part).toContain(`${named}"ü%22%0D%0A"; filename="é%22.txt"\r\n`);
  });
  it.each([
    [{ type: 'multipart', text: 'raw', parts: [] }],
    [{ type: 'multipart', parts: 'raw' }],
    [{ type: 'multipart', parts: [['f']] }],
    [{ type: 'multipart', parts: [{ name: 'f' }] }],
  ])('R74 departs: the schema refuses %j', (body) => {
    expect(RequestSpec.safeParse({ url: 'http://h.test/', body }).success).toBe(false);
  });
});
