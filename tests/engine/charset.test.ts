import { toWireBody } from '@/lib/engine/wire-body';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeText, textEncoding } from '@/lib/engine/charset';

const type = (value: string): [string, string][] => [['Content-Type', value]];
const utf8 = Buffer.from('Grüße, 世界');
const latin1 = Buffer.from('Grüße', 'latin1');

describe('R156 the encoding of a body', () => {
  it.each([
    ['text/html; charset=UTF-8', 'UTF-8'],
    ['text/html; charset="utf-8"', 'utf-8'],
    ["text/html; charset='windows-1251'", 'windows-1251'],
    ['text/plain; format=flowed; CHARSET = shift_jis', 'shift_jis'],
    ['application/json; charset=latin-1', 'latin-1'],
  ])('takes the charset parameter of %s', (value, encoding) => {
    expect(textEncoding(type(value), latin1)).toBe(encoding);
  });
  it.each(['text/plain', 'text/html', 'text/css', 'text/whatever', 'TEXT/Plain'])(
    'reads %s without a charset as ISO-8859-1',
    (value) => {
      expect(textEncoding(type(value), latin1)).toBe('ISO-8859-1');
    },
  );
  it('reads text/plain as ISO-8859-1 even when it is UTF-8, as requests does', () => {
    expect(textEncoding(type('text/plain'), utf8)).toBe('ISO-8859-1');
  });
  it('reads JSON as UTF-8', () => {
    expect(textEncoding(type('application/json'), Buffer.from('{}'))).toBe('utf-8');
    expect(textEncoding(type('application/problem+json'), Buffer.from('{}'))).toBe('utf-8');
  });
  it('R158 tells UTF-16 and UTF-32 JSON by their zeros', () => {
    expect(textEncoding(type('application/json'), Buffer.from('{"a":1}', 'utf16le'))).toBe('utf-16le');
    expect(textEncoding(type('application/json'), iconv.encode('{"a":1}', 'utf-32be'))).toBe('utf-32be');
  });
  it.each(['image/png', 'application/octet-stream', 'application/pdf', 'font/woff2', 'video/mp4'])(
    'finds no text in %s',
    (value) => {
      expect(textEncoding(type(value), utf8)).toBeNull();
    },
  );
  it('reads an SVG as text', () => {
    expect(textEncoding(type('image/svg+xml'), Buffer.from('<svg/>'))).toBe('utf-8');
  });
});

describe('departs from R156 for what says itself how to read it', () => {
  it('reads HTML that is valid UTF-8 as UTF-8', () => {
    expect(textEncoding(type('text/html'), utf8)).toBe('utf-8');
  });
  it('reads an event stream as UTF-8', () => {
    expect(textEncoding(type('text/event-stream'), utf8)).toBe('utf-8');
  });
  it.each([
    ['text/html', '<html><meta charset=windows-1251>', 'windows-1251'],
    ['text/html', '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', 'koi8-r'],
    ['text/xml', '<?xml version="1.0" encoding="iso-8859-15"?><a/>', 'iso-8859-15'],
    ['application/xml', "<?xml version='1.0' encoding='shift_jis'?><a/>", 'shift_jis'],
    ['text/css', '@charset "windows-1252";', 'windows-1252'],
    ['text/html', '<meta charset=utf-16>', 'utf-8'],
  ])('takes the declaration within %s', (value, body, encoding) => {
    expect(textEncoding(type(value), Buffer.from(body))).toBe(encoding);
  });
  it('takes a byte order mark first', () => {
    expect(textEncoding(type('text/plain'), Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8]))).toBe(
      'utf-8',
    );
    expect(
      textEncoding(
        type('text/plain'),
        Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('hi', 'utf16le')]),
      ),
    ).toBe('utf-16le');
  });
});

describe('R157 text', () => {
  it('guesses where nothing is said', () => {
    expect(textEncoding([], utf8)).toBe('utf-8');
    expect(textEncoding([], Buffer.from([0, 1, 2, 255]))).toBeNull();
    const russian = iconv.encode(
      'Привет, мир. Это проверка кодировки, достаточно длинная, чтобы её узнать.',
      'windows-1251',
    );
    expect(textEncoding([], russian)?.toLowerCase()).toBe('windows-1251');
  });
  it('replaces what cannot be read', () => {
    expect(decodeText(Buffer.from([0x61, 0xff, 0x62]), 'utf-8')).toBe('a\ufffdb');
  });
  it('reads an unknown charset as UTF-8', () => {
    expect(decodeText(utf8, 'no-such-charset')).toBe('Grüße, 世界');
  });
  it('reads ISO-8859-1 byte for byte, not as windows-1252', () => {
    expect(decodeText(Buffer.from([0x80, 0xe9]), 'ISO-8859-1')).toBe('\u0080é');
  });
  it('reads what TextDecoder lacks', () => {
    expect(decodeText(iconv.encode('Ünï', 'cp850'), 'cp850')).toBe('Ünï');
    expect(decodeText(iconv.encode('hi', 'utf-32be'), 'utf-32be')).toBe('hi');
  });
});

describe('charsets of the Encoding Standard', () => {
  it.each([
    ['x-mac-cyrillic', '80', 'А'],
    ['iso-2022-jp', '1b24422422', 'あ'],
    ['iso-8859-16', 'a4', '€'],
    ['iso-8859-8-i', 'e0', 'א'],
    ['x-user-defined', '41ff', 'A\uf7ff'],
    ['x-cp1251', 'c0', 'А'],
    ['koi8-u', 'a4', 'є'],
    ['gb18030', '81308130', '\u0080'],
    ['big5', 'a440', '一'],
    ['euc-kr', 'b0a1', '가'],
    ['windows-874', 'a1', 'ก'],
    ['ibm866', '80', 'А'],
    ['macintosh', '8e', 'é'],
    ['utf-16be', '00e9', 'é'],
  ])('%s', (label, hex, text) => {
    const bytes = Buffer.from(hex, 'hex');
    expect(decodeText(bytes, label)).toBe(text);
    expect(toWireBody(bytes, label)).toEqual({ size: bytes.length, text });
  });
  it('keeps bytes that the charset does not have', () => {
    expect(toWireBody(Buffer.from('1b2442ff', 'hex'), 'iso-2022-jp')).toEqual({
      size: 4,
      base64: 'GyRC/w==',
    });
  });
});
