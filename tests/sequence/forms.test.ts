import { describe, expect, it } from 'vitest';
import { Extract } from '@/lib/model/sequence';
import { extractValue } from '@/lib/sequence/extract';
import { findForms, type FoundForm } from '@/lib/sequence/forms';
import { parseHtml } from '@/lib/sequence/html';
import { outcome } from './outcome-sample';

const PAGE = 'http://shop.test/account/login?next=1#top';
const forms = (html: string, url = PAGE): FoundForm[] => findForms(parseHtml(html), url);
const pairs = (html: string): string[] =>
  forms(html).flatMap(({ fields }) => fields.map(({ name, value }) => `${name}=${value}`));

describe('a form', () => {
  it('is found with its method, its address and its fields', () => {
    expect(
      forms(`<form method="Post" action="../session?a=1#x"><input type=hidden name=_csrf value="t&amp;k">
        <input name="user" value="me"><input type=password name=pass value=old></form>`),
    ).toEqual([
      {
        method: 'POST',
        action: 'http://shop.test/session?a=1',
        encoding: 'urlencoded',
        fields: [
          {
            kind: 'hidden',
            name: '_csrf',
            value: 't&k',
            where: { from: 'css', expression: 'input[name=_csrf]', attribute: 'value' },
          },
          { kind: 'text', name: 'user', value: 'me' },
          { kind: 'password', name: 'pass', value: '' },
        ],
      },
    ]);
  });

  it.each([
    ['no action', '<form>', 'http://shop.test/account/login?next=1'],
    [
      'an empty action and a base',
      '<base href="/b/"><form action="">',
      'http://shop.test/account/login?next=1',
    ],
    ['a base', '<base href="https://cdn.test/b/"><form action="x">', 'https://cdn.test/b/x'],
    [
      'two bases',
      '<base target=_top><base href="/b/"><base href="/c/"><form action="x">',
      'http://shop.test/b/x',
    ],
    ['white space', '<form action=" \n /x ">', 'http://shop.test/x'],
    ['no scheme', '<form action="//other.test/x">', 'http://other.test/x'],
    ['its button’s', '<form action=/a><button formaction=/b>', 'http://shop.test/b'],
  ])('with %s leads where a browser would go', (_, html, action) => {
    expect(forms(html).map((form) => form.action)).toEqual([action]);
  });

  it.each([
    ['a script', '<form action="javascript:go()">'],
    ['mail', '<form action="mailto:a@b.test">'],
    ['a dialog', '<dialog><form method=dialog><button>OK</button></form></dialog>'],
    ['a template', '<template><form action=/x></form></template>'],
    ['a comment', '<!-- <form action=/x></form> -->'],
    ['a script’s text', '<script>document.write("<form action=/x></form>")</script>'],
    ['a malformed address', '<form action="http://[x">'],
  ])('that is %s is none', (_, html) => {
    expect(forms(html)).toEqual([]);
  });

  it('sends what a browser would send untouched', () => {
    const html = `<form><input name=a value=1><input value=nameless><input name=off value=x disabled>
      <fieldset disabled><legend><input name=legend value=y></legend><input name=in value=n></fieldset>
      <input type=checkbox name=c1 checked><input type=checkbox name=c2 value=z>
      <input type=radio name=r value=1><input type=RADIO name=r value=2 checked>
      <select name=s><option value="">none<option selected>two <option>three</select>
      <select name=first><option disabled>no<option value=yes>y</select>
      <select name=m multiple><option selected value=1>1<option selected value=2>2<option>3</select>
      <textarea name=t>\n a &lt;b</textarea><input type=reset name=reset value=r><button type=button name=b value=b>x</button>
      <input type=image name=img src=x><input type=submit name=later value=no></form>`;
    expect(pairs(html)).toEqual([
      'a=1',
      'legend=y',
      'c1=on',
      'r=2',
      's=two',
      'first=yes',
      'm=1',
      'm=2',
      't= a <b',
    ]);
    expect(pairs('<form><button name=do value=save>Save</button><button name=do value=drop>')).toEqual([
      'do=save',
    ]);
  });

  it('has the fields that name it, wherever they stand, and not those of another', () => {
    const html = `<input name=before form=f value=1><form id=f><input name=in value=2>
      <input name=other form=g value=3></form><form id=g></form><input name=loose><input name=lost form=none>`;
    expect(forms(html).map(({ fields }) => fields.map(({ name }) => name))).toEqual([
      ['before', 'in'],
      ['other'],
    ]);
  });

  it('in a table that does not allow it there has the rows that follow', () => {
    const html = `<table><form action=/a><tr><td><input name=a><td><input type=hidden name=k value=1></tr></form>
      <form action=/b><tr><td><input name=b></tr></form></table>`;
    expect(forms(html).map(({ action, fields }) => [action, fields.map(({ name }) => name)])).toEqual([
      ['http://shop.test/a', ['a', 'k']],
      ['http://shop.test/b', ['b']],
    ]);
  });

  it('inside a form, or never closed, is read as a browser reads it', () => {
    expect(
      forms('<form action=/a><input name=x><form action=/b><input name=y></form><input name=z>').map(
        ({ action, fields }) => [action, fields.map(({ name }) => name)],
      ),
    ).toEqual([['http://shop.test/a', ['x', 'y']]]);
  });
});

describe('a hidden field is bound by an expression that finds it again', () => {
  it.each([
    ['the only one', '<form><input type=hidden name=t value=v></form>'],
    ['brackets and quotes', `<form><input type=hidden name='user["a"][b\\c]' value=v></form>`],
    [
      'both quotes',
      `<input name="x&quot;'y" value=no><form><input type=hidden name="x&quot;'y" value=v></form>`,
    ],
    [
      'a second form',
      '<form action=/a><input type=hidden name=t value=no></form><form action=/b><input type=hidden name=t value=v></form>',
    ],
    [
      'a form alike',
      '<form><input type=hidden name=t value=no></form><form><input type=hidden name=t value=v></form>',
    ],
    ['a decoy outside', '<input name=t value=no><form id="f 1"><input type=hidden name=t value=v></form>'],
    ['capitals', '<FORM><INPUT TYPE=HIDDEN NAME=T VALUE=v></FORM>'],
    ['new lines', '<form><input\ntype="hidden"\nname="a\nb"\nvalue="v"></form>'],
  ])('%s', (_, html) => {
    const found = forms(html)
      .flatMap(({ fields }) => fields)
      .filter(({ value }) => value === 'v');
    expect(found).toHaveLength(1);
    for (const field of found) {
      if (field.kind !== 'hidden') throw new Error('not a hidden field');
      expect(extractValue(Extract.parse({ variable: 'v', ...field.where }), outcome(html))).toEqual({
        value: 'v',
      });
    }
  });
});
