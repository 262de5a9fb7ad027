import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyDocument } from '@/components/exchange/body-document';
import { JsonTree, type TreeRow } from '@/components/exchange/json-tree';
import { streamEvents } from '@/components/exchange/sse-events';
import { assertionOf, extractOf } from '@/components/exchange/take-value';
import { nextRow } from '@/components/exchange/tree-keys';
import { TextRows } from '@/components/exchange/text-rows';
import { xmlLines } from '@/components/exchange/xml-lines';

const linesOf = (rows: readonly TreeRow[]) =>
  rows.map(({ level, name, value, children }) => `${level} ${name} ${children > 0 ? '' : value}`);
const all = (tree: JsonTree) => linesOf(tree.rows(0, Infinity));

describe('the tree of a JSON body', () => {
  it('keeps numbers, escapes and repeated names as they came', () => {
    const tree = new JsonTree('{"n": 12345678901234567890, "s": "\\u00e9\\"", "n": 1.0e2}');
    expect(all(tree)).toEqual(['1  ', '2 "n" 12345678901234567890', '2 "s" "\\u00e9\\""', '2 "n" 1.0e2']);
    expect(tree.copy(1)).toBe('12345678901234567890');
    expect(tree.copy(2)).toBe('é"');
  });

  it('knows every value by a path that a query finds again', async () => {
    const tree = new JsonTree('{"a": [{"first name": "x"}, {"it\'s": [null, true]}]}');
    for (const { id } of tree.rows(0, Infinity)) {
      const { path } = tree.node(id);
      const again = new JsonTree(tree.text);
      expect((await again.filter(path)).matches).toBe(1);
      expect(again.rows(0, 1)[0]?.id).toBe(id);
    }
    expect(tree.node(7).path).toBe("$.a[1]['it\\'s'][1]");
  });

  it('shows what a query finds, each value under its path, and everything again', async () => {
    const tree = new JsonTree('{"items": [{"id": 1}, {"id": 2}, {"id": 3}]}');
    const { matches } = await tree.filter('$.items[?@.id > 1].id');
    expect(matches).toBe(2);
    expect(all(tree)).toEqual(['1 $.items[1].id 2', '1 $.items[2].id 3']);
    await expect(tree.filter('$.[')).rejects.toThrow(/no JSONPath/);
    expect((await tree.filter(null)).rows).toBe(8);
  });

  it('opens and closes, and opens what hides a value that a search found', () => {
    const tree = new JsonTree('{"a": {"b": {"needle": 1}}, "c": "Needle, again"}');
    expect(tree.toggleAll(false).rows).toBe(3);
    const found = tree.find('needle');
    expect(found).toHaveLength(2);
    expect(tree.reveal(found[0] ?? -1)).toMatchObject({ rows: 5, row: 3 });
    expect(tree.rows(3, 4)).toMatchObject([{ name: '"needle"', found: true }]);
    expect(tree.parentRow(found[0] ?? -1)).toBe(2);
    expect(tree.toggle(1, false).rows).toBe(3);
    expect(tree.find('","')).toEqual([]);
  });

  it('shows what came of a text that is cut off, and what stands before a mistake', () => {
    const cut = new JsonTree('{"a": [1, 2, {"b": "tex');
    expect(all(cut)).toEqual(['1  ', '2 "a" ', '3 0 1', '3 1 2', '3 2 ', '4 "b" "tex']);
    expect(cut.size().problem).toEqual({ at: 23, kind: 'early' });
    expect(new JsonTree('[1, oops]').size()).toMatchObject({
      rows: 2,
      problem: { at: 4, kind: 'unexpected' },
    });
    expect(new JsonTree('[1] 2').size().problem).toEqual({ at: 4, kind: 'unexpected' });
    expect(new JsonTree('').size()).toMatchObject({ rows: 0, problem: { at: 0, kind: 'early' } });
  });

  it('keeps what was opened in the beginning when the whole text is read', () => {
    const text = JSON.stringify({ list: Array.from({ length: 2000 }, (_, id) => ({ id })) });
    const document = bodyDocument();
    document.open(text.slice(0, 900));
    expect(document.tree().nodes).toBeLessThan(1000);
    document.toggle(2, false);
    document.open(text);
    expect(document.tree().nodes).toBe(4002);
    expect(document.treeRows(2, 5).map(({ open }) => open)).toEqual([false, true, true]);
  });

  it('indexes any JSON as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 0, max: 3 }), (value, blanks) => {
        const text = JSON.stringify(value, null, blanks);
        const tree = new JsonTree(text);
        tree.toggleAll(true);
        expect(tree.size().problem).toBeNull();
        expect(JSON.parse(text)).toEqual(rebuilt(tree, tree.rows(0, Infinity)));
      }),
    );
  });

  it('survives a depth that would end any recursion', () => {
    const tree = new JsonTree('['.repeat(200_000) + ']'.repeat(200_000));
    expect(tree.size()).toMatchObject({ nodes: 200_000, problem: null });
  });
});

function rebuilt(tree: JsonTree, rows: TreeRow[]): unknown {
  const row = rows.shift();
  if (!row) throw new Error('a row is missing');
  if (row.kind === 'array') return Array.from({ length: row.children }, () => rebuilt(tree, rows));
  if (row.kind !== 'object') return JSON.parse(tree.node(row.id).text) as unknown;
  const entries = Array.from({ length: row.children }, () => {
    const name = JSON.parse(rows[0]?.name ?? '') as string;
    return [name, rebuilt(tree, rows)] as const;
  });
  return Object.fromEntries(entries);
}

describe('text in rows', () => {
  const shown = (rows: TextRows) =>
    rows.rows(0, Infinity).map(({ line, indent, tokens }) => ({
      line,
      text: ' '.repeat(indent) + tokens.map(({ text, found }) => (found ? `[${text}]` : text)).join(''),
    }));

  it('numbers lines, whatever ends them, and cuts long ones to the width', () => {
    const rows = new TextRows('ab\r\ncdefgh\n\rx', 4, 'plain');
    expect(shown(rows)).toEqual([
      { line: 1, text: 'ab' },
      { line: 2, text: 'cdef' },
      { line: null, text: 'gh' },
      { line: 3, text: '' },
      { line: 4, text: 'x' },
    ]);
    expect(rows.size()).toEqual({ rows: 5, lines: 4, complete: true });
  });

  it('goes on under the beginning of a laid-out line, and never cuts a character in two', () => {
    expect(shown(new TextRows('    "abcdefgh"', 10, 'json')).map(({ text }) => text)).toEqual([
      '    "abcde',
      '     fgh"',
    ]);
    const rows = new TextRows('😀'.repeat(9), 8, 'plain').rows(0, 9);
    expect(rows.map(({ tokens }) => tokens[0]?.text)).toEqual(['😀😀', '😀😀', '😀😀', '😀😀', '😀']);
  });

  it('marks what was found, also where a row ends in the middle of it', () => {
    const rows = new TextRows('one two\nTwo', 6, 'plain');
    expect(rows.find('two')).toEqual([0, 2]);
    expect(shown(rows).map(({ text }) => text)).toEqual(['one [tw]', '[o]', '[Two]']);
  });

  it('lays XML out without changing what it says', () => {
    const xml =
      '<?xml version="1.0"?><a><b x="1>0">text &amp; more</b><c/><!-- a\n b --><d></d>mixed<e>1</e></a>';
    expect(xmlLines(xml)).toEqual([
      '<?xml version="1.0"?>',
      '<a>',
      '  <b x="1>0">text &amp; more</b>',
      '  <c/>',
      '  <!-- a',
      ' b -->',
      '  <d></d>',
      '  mixed',
      '  <e>1</e>',
      '</a>',
    ]);
  });
});

describe('events of a stream', () => {
  it('are told apart by blank lines, and data lines belong together', () => {
    const text =
      ': hello\n\nevent: price\nid: 7\ndata: {"a":\ndata: 1}\n\nretry: 10\n\ndata:x\r\n\r\ndata: last';
    expect(streamEvents(text)).toEqual([
      { event: 'price', data: '{"a":\n1}', id: '7' },
      { event: 'message', data: 'x', id: null },
      { event: 'message', data: 'last', id: null },
    ]);
  });
});

describe('what a value is good for', () => {
  it('becomes an extract under a name made of its path, and an assertion of what it is', () => {
    expect(extractOf("$.user['access-token']")).toEqual({
      variable: 'access_token',
      from: 'json',
      expression: "$.user['access-token']",
    });
    expect(extractOf('$[0]').variable).toBe('value');
    expect(assertionOf('$.a', '"x"')).toEqual({
      source: 'json',
      expression: '$.a',
      operator: 'equals',
      value: 'x',
    });
    expect(assertionOf('$.list', null)).toEqual({ source: 'json', expression: '$.list', operator: 'exists' });
  });

  it('is reached by the keys of a tree', () => {
    const row = { id: 5, children: 2, open: false } as TreeRow;
    const press = (key: string, open = false) =>
      nextRow(
        { key, ctrlKey: false, metaKey: false, altKey: false },
        { active: 3, count: 10, fits: 4, row: { ...row, open } },
      );
    expect(press('ArrowDown')).toEqual({ row: 4 });
    expect(press('End')).toEqual({ row: 9 });
    expect(press('PageUp')).toEqual({ row: 0 });
    expect(press('ArrowRight')).toEqual({ toggle: 5, open: true });
    expect(press('ArrowRight', true)).toEqual({ row: 4 });
    expect(press('ArrowLeft', true)).toEqual({ toggle: 5, open: false });
    expect(press('ArrowLeft')).toEqual({ parentOf: 5 });
    expect(press('Tab')).toBeNull();
  });
});
