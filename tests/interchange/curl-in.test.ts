import { describe, expect, it } from 'vitest';
import { curlIn, isCurl } from '@/lib/interchange/curl-in';
import { httpIn, isHttpMessage } from '@/lib/interchange/http-in';
import { RequestSpec } from '@/lib/model/request-spec';

/** What a command means; it is always a request that can be stored. */
function read(text: string) {
  const { spec, warnings } = curlIn(text);
  RequestSpec.parse(spec);
  return { ...spec, warnings };
}

describe('a curl command', () => {
  it('is told from other texts, with a prompt before it and without', () => {
    expect(isCurl('  $ curl https://a.test')).toBe(true);
    expect(isCurl('curl.exe -I x')).toBe(true);
    expect(isCurl('https://a.test/curl x')).toBe(false);
    expect(isCurl('curly braces')).toBe(false);
  });

  it('as Chrome copies it for bash', () => {
    const text = `curl 'https://shop.test/login?next=%2F' \\
      -X 'POST' \\
      -H 'accept: */*' \\
      -H 'content-type: application/json' \\
      -b 'sid=1; theme=dark' \\
      --data-raw $'{"user":"it\\'s","bang":"\\u0021"}' \\
      --compressed`;
    expect(read(text)).toEqual({
      method: 'POST',
      url: 'https://shop.test/login?next=%2F',
      headers: [
        ['accept', '*/*'],
        ['content-type', 'application/json'],
        ['Cookie', 'sid=1; theme=dark'],
      ],
      body: { type: 'json', text: '{"user":"it\'s","bang":"!"}' },
      warnings: [],
    });
  });

  it('as Chrome copies it for cmd.exe, and as PowerShell continues lines', () => {
    const text =
      'curl ^"https://a.test/x?a=1^&b=^%^20^" ^\r\n  -H ^"x-q: say ^\\^"hi^\\^"^" ^\r\n  --data-raw ^"a=1^&b=2^"';
    expect(read(text)).toMatchObject({
      method: 'POST',
      url: 'https://a.test/x?a=1&b=%20',
      headers: [['x-q', 'say "hi"']],
      body: { type: 'form', fields: 'a=1&b=2' },
    });
    expect(read('curl.exe `\n -XDELETE `\n https://a.test')).toMatchObject({
      method: 'DELETE',
      url: 'https://a.test',
    });
  });

  it('says data in all its ways', () => {
    expect(read('curl a.test -d a=1 -d b=2')).toMatchObject({
      url: 'http://a.test',
      method: 'POST',
      body: { type: 'form', fields: 'a=1&b=2' },
    });
    expect(read("curl a.test --data-binary 'not a form'")).toMatchObject({
      body: { type: 'text', text: 'not a form', contentType: 'application/x-www-form-urlencoded' },
    });
    expect(read("curl a.test --data-urlencode 'q=a b&c' --data-urlencode '=x y'")).toMatchObject({
      body: { type: 'text', text: 'q=a%20b%26c&x%20y' },
    });
    expect(read("curl a.test --json '{\"a\":' --json '1}'")).toMatchObject({
      method: 'POST',
      headers: [
        ['Content-Type', 'application/json'],
        ['Accept', 'application/json'],
      ],
      body: { type: 'json', text: '{"a":1}' },
    });
    expect(read("curl -G 'http://a.test/s?x=1#top' -d q=2")).toMatchObject({
      method: 'GET',
      url: 'http://a.test/s?x=1&q=2#top',
    });
    expect(
      read("curl a.test -F 'a=1;type=text/plain' -F f=@./dir/pic.png --form-string 'n=@at'"),
    ).toMatchObject({
      body: {
        type: 'multipart',
        parts: [
          { name: 'a', value: '1' },
          { name: 'f', filename: 'pic.png', base64: '' },
          { name: 'n', value: '@at' },
        ],
      },
      warnings: [expect.stringContaining('pic.png')],
    });
  });

  it('says settings by long and short options, several letters in one word', () => {
    expect(
      read(
        'curl -ksSL -u me:pa:ss --digest -x proxy.test:3128 -A agent/1 -e http://r.test --max-redirs 3 -m 2.5 a.test',
      ),
    ).toEqual({
      method: 'GET',
      url: 'http://a.test',
      headers: [
        ['User-Agent', 'agent/1'],
        ['Referer', 'http://r.test'],
      ],
      auth: { type: 'digest', username: 'me', password: 'pa:ss' },
      proxies: { all: 'http://proxy.test:3128' },
      verify: false,
      allowRedirects: true,
      maxRedirects: 3,
      timeout: 2.5,
      warnings: [],
    });
    expect(read('curl -I --oauth2-bearer tok --url=https://a.test').method).toBe('HEAD');
    expect(read("curl a.test -H 'X-Empty;' -H 'Accept:' -H 'A: b: c'").headers).toEqual([
      ['X-Empty', ''],
      ['Accept', null],
      ['A', 'b: c'],
    ]);
  });

  it('says in words what it cannot take over', () => {
    const { warnings, url } = read(
      'curl --made-up -d @body.json --cacert ca.pem -b jar.txt https://a.test/?a=1&b=2 | jq .',
    );
    expect(url).toBe('https://a.test/?a=1');
    expect(warnings).toHaveLength(5);
    expect(warnings.join('\n')).toMatch(/“&”.*[^]*--made-up.*[^]*body\.json.*[^]*ca\.pem.*[^]*jar\.txt/);
    expect(read('curl').warnings).toEqual(['The command names no URL.']);
    expect(read('curl a.test b.test').warnings).toHaveLength(1);
    expect(read('curl "http://a.test/$ID"').url).toBe('http://a.test/$ID');
  });
});

describe('a raw HTTP message', () => {
  it('fills URL, headers and body', () => {
    const text =
      'POST /login?x=1 HTTP/1.1\r\nHost: shop.test\r\nContent-Type: application/json\r\nContent-Length: 9\r\nX: 1\r\n\r\n{"a": 1}\n';
    expect(isHttpMessage(text)).toBe(true);
    const { spec, warnings } = httpIn(text);
    expect(RequestSpec.parse(spec)).toMatchObject({
      method: 'POST',
      url: 'https://shop.test/login?x=1',
      headers: [
        ['Content-Type', 'application/json'],
        ['X', '1'],
      ],
      body: { type: 'json', text: '{"a": 1}' },
    });
    expect(warnings).toEqual(['The message names no scheme; https was taken.']);
  });

  it('may name a whole URL, as files of editors do, and ends where the next begins', () => {
    const text =
      '# log in\nPUT http://127.0.0.1:3000/a\nContent-Type: application/x-www-form-urlencoded\n\na=1\n\n### next\nGET http://x';
    expect(httpIn(text)).toEqual({
      spec: {
        method: 'PUT',
        url: 'http://127.0.0.1:3000/a',
        headers: [['Content-Type', 'application/x-www-form-urlencoded']],
        body: { type: 'form', fields: 'a=1' },
      },
      warnings: [],
    });
    expect(httpIn('GET / HTTP/1.1\nHost: localhost:8080\nnonsense').spec.url).toBe('http://localhost:8080/');
    expect(isHttpMessage('GET well soon')).toBe(false);
    expect(isHttpMessage('https://a.test/x')).toBe(false);
  });
});
