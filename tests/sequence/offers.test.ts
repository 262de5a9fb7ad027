import { describe, expect, it } from 'vitest';
import type { Cookie } from '@/lib/model/cookie';
import type { Offer } from '@/lib/model/offer';
import { parseHtml } from '@/lib/sequence/html';
import { offersOf } from '@/lib/sequence/offers';
import { cookie as sample } from './outcome-sample';

const PAGE = 'http://shop.test/account/login?next=1#top';
function offers(html: string, jar: Cookie[] = [], typed = PAGE): Offer[] {
  const asked = { typed, sent: 'http://shop.test/account/login' };
  return offersOf({ html: parseHtml(html), url: PAGE, jar, asked });
}

describe('an offer', () => {
  it('makes the next step: hidden fields from the page, the password asked for, the rest to be typed', () => {
    const [offer] = offers(`<form method=post action=/session><input type=hidden name="auth[token]" value=abc>
      <input name=user><input type=password name=password><button>Log in</button></form>`);
    expect(offer).toEqual({
      kind: 'form',
      title: 'form POST /session',
      bound: ['auth[token]'],
      open: ['user', 'password'],
      extract: [
        { variable: 'auth_token', from: 'css', expression: 'input[name="auth[token]"]', attribute: 'value' },
      ],
      variables: [{ name: 'password', secret: true, prompt: 'Password' }],
      step: {
        name: 'POST /session',
        request: {
          method: 'POST',
          url: 'http://shop.test/session',
          body: {
            type: 'form',
            fields: [
              ['auth[token]', '{{auth_token}}'],
              ['user', ''],
              ['password', '{{password}}'],
            ],
          },
        },
        assert: [{ source: 'status', operator: 'equals', value: 200 }],
      },
    });
  });

  it('of a GET form puts its fields in place of the query, of a multipart one makes parts', () => {
    expect(
      offers(
        '<form action="/search?old=1"><input name=q value="a b"><input type=hidden name=k value=1></form>',
      )[0]?.step.request,
    ).toEqual({
      method: 'GET',
      url: 'http://shop.test/search?q=a%20b&k={{k}}',
    });
    const [upload] = offers(
      '<form method=post enctype=multipart/form-data><input name=a value=1><input type=file name=f></form>',
    );
    expect(upload?.step.request.body).toEqual({
      type: 'multipart',
      parts: [
        { name: 'a', value: '1' },
        { name: 'f', filename: '', base64: '' },
      ],
    });
  });

  it('keeps the variable in front of the address that was asked for', () => {
    const html = '<form method=post action=/x></form><form method=post action=//other.test/x></form>';
    expect(offers(html, [], '{{base}}/account/login').map(({ step }) => step.request.url)).toEqual([
      '{{base}}/x',
      'http://other.test/x',
    ]);
  });

  it('of a token in a meta element sends it in the header of its framework', () => {
    const rails = offers('<meta name="csrf-param" content="x"><meta name="csrf-token" content="t0k">');
    expect(rails).toMatchObject([
      {
        kind: 'meta',
        title: 'token in meta csrf-token',
        extract: [
          { variable: 'csrf-token', from: 'css', expression: 'meta[name=csrf-token]', attribute: 'content' },
        ],
        step: { request: { method: 'POST', headers: [['X-CSRF-Token', '{{csrf-token}}']] } },
      },
    ]);
    const spring = offers('<meta name=_csrf content=t><meta name=_csrf_header content="X-Mine">');
    expect(spring[0]?.step.request.headers).toEqual([['X-Mine', '{{_csrf}}']]);
    expect(offers('<meta name=csrf-token content=""><meta name=viewport content=x>')).toEqual([]);
  });

  it('of a cookie that scripts send back puts it into its header, decoded where they decode it', () => {
    const token: Cookie = {
      ...sample,
      name: 'XSRF-TOKEN',
      value: 'a%3D',
      domain: 'shop.test',
      httpOnly: false,
    };
    expect(offers('', [token])).toMatchObject([
      {
        kind: 'cookie',
        extract: [{ variable: 'XSRF-TOKEN', from: 'cookie', expression: 'XSRF-TOKEN', decode: 'percent' }],
        step: { request: { headers: [['X-XSRF-TOKEN', '{{XSRF-TOKEN}}']] } },
      },
    ]);
    expect(offers('', [{ ...token, httpOnly: true }])).toEqual([]);
    expect(offers('', [{ ...token, domain: 'other.test' }])).toEqual([]);
  });
});
