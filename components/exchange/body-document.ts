import { jsonLines } from './json-lines';
import { JsonTree, type TreeNode, type TreeRow, type TreeSize } from './json-tree';
import type { Syntax } from './syntax';
import { TextRows, type TextRow, type TextSize } from './text-rows';
import { xmlLines } from './xml-lines';

/** How text is laid out: as it came, or indented by its grammar. */
export interface Layout {
  pretty: boolean;
  /** what the text is */
  grammar: 'json' | 'xml' | 'html' | 'text';
  /** characters in a row */
  columns: number;
}

/** What can be asked of a body that was read; a worker answers, so that megabytes never stop the page. */
export interface BodyCalls {
  open: (text: string) => void;
  /** Fetches the whole text. @throws Error when it does not come */
  fetch: (url: string, encoding: string) => Promise<void>;
  tree: () => TreeSize;
  treeRows: (from: number, to: number) => TreeRow[];
  toggle: (id: number, open: boolean) => TreeSize;
  toggleAll: (open: boolean) => TreeSize;
  filter: (query: string | null) => Promise<TreeSize & { matches: number }>;
  findNodes: (text: string) => number[];
  reveal: (id: number) => TreeSize & { row: number };
  parentRow: (id: number) => number;
  node: (id: number) => TreeNode;
  copy: (id: number) => string;
  lay: (layout: Layout) => TextSize;
  textRows: (from: number, to: number) => TextRow[];
  findRows: (text: string) => number[];
  /** all of the text, as it came or laid out */
  text: (layout: Omit<Layout, 'columns'>) => string;
}

const SYNTAX: Record<Layout['grammar'], Syntax> = {
  json: 'json',
  xml: 'markup',
  html: 'markup',
  text: 'plain',
};

/** A body as text, read once and shown in several ways. Trees and layouts are made when they are first asked for. */
export function bodyDocument(): BodyCalls {
  let text = '';
  let tree: JsonTree | null = null;
  let before: JsonTree | null = null;
  let rows: TextRows | null = null;
  const laidOut = new Map<Layout['grammar'], string>();

  function take(next: string) {
    before = tree ?? before;
    tree = null;
    rows = null;
    laidOut.clear();
    text = next;
  }
  function treeOf(): JsonTree {
    tree ??= new JsonTree(text, before ?? undefined);
    return tree;
  }
  function textOf({ pretty, grammar }: Omit<Layout, 'columns'>): string {
    if (!pretty || grammar === 'text' || grammar === 'html') return text;
    const known = laidOut.get(grammar) ?? (grammar === 'json' ? jsonLines(text) : xmlLines(text)).join('\n');
    laidOut.set(grammar, known);
    return known;
  }
  return {
    open: take,
    async fetch(url, encoding) {
      const answer = await fetch(url);
      if (!answer.ok) throw new Error(`The body could not be loaded (${String(answer.status)}).`);
      take(new TextDecoder(encoding).decode(await answer.arrayBuffer()));
    },
    tree: () => treeOf().size(),
    treeRows: (from, to) => treeOf().rows(from, to),
    toggle: (id, open) => treeOf().toggle(id, open),
    toggleAll: (open) => treeOf().toggleAll(open),
    filter: (query) => treeOf().filter(query),
    findNodes: (wanted) => treeOf().find(wanted),
    reveal: (id) => treeOf().reveal(id),
    parentRow: (id) => treeOf().parentRow(id),
    node: (id) => treeOf().node(id),
    copy: (id) => treeOf().copy(id),
    lay(layout) {
      rows = new TextRows(textOf(layout), layout.columns, SYNTAX[layout.grammar]);
      return rows.size();
    },
    textRows: (from, to) => rows?.rows(from, to) ?? [],
    findRows: (wanted) => rows?.find(wanted) ?? [],
    text: textOf,
  };
}
