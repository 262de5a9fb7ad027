'use client';
import clsx from 'clsx';
import { useCallback, useEffect, useRef, useState } from 'react';
import { formatCount } from '@/components/ui/quantity';
import type { Layout } from './body-document';
import { FindBar } from './find-bar';
import type { TextRow, TextSize } from './text-rows';
import { TOKEN_COLOUR } from './token-colour';
import type { AskBody } from './use-body-document';
import { useRowPages } from './use-row-pages';
import { useRowWindow } from './use-row-window';

export interface TextViewProps extends Omit<Layout, 'columns'> {
  ask: AskBody;
  version: number;
}

interface Laid {
  size: TextSize;
  /** grows with each layout, so that a search begins anew */
  layout: number;
  /** grows with each layout and search */
  change: number;
}

const ROW_PX = 20;
/** Padding, number gutter's padding and scroll bar, in px. */
const ASIDE_PX = 60;
const GUTTER = 6;
const NOTHING: Laid = { size: { rows: 0, lines: 0, complete: true }, layout: 0, change: 0 };

/** Numbered lines of text that a worker cuts to the width of the view: only those in view are here. */
export function TextView({ ask, version, pretty, grammar }: TextViewProps) {
  const [laid, setLaid] = useState<Laid | null>(null);
  const [active, setActive] = useState<number | null>(null);
  const { size, layout, change } = laid ?? NOTHING;
  const count = size.rows;
  const { scroller, onScroll, first, last, show } = useRowWindow(count, ROW_PX);
  const [probe, columns] = useColumns();
  useEffect(() => {
    if (columns === 0) return;
    let left = false;
    void ask('lay', { pretty, grammar, columns }).then((size) => {
      if (!left) setLaid((old) => ({ size, layout: (old?.layout ?? 0) + 1, change: (old?.change ?? 0) + 1 }));
    });
    return () => {
      left = true;
    };
  }, [ask, version, pretty, grammar, columns]);
  const load = useCallback((from: number, to: number) => ask('textRows', from, to), [ask]);
  const row = useRowPages(laid ? load : null, change, first, last);
  const digits = digitsOf(size.lines);
  function place(index: number | null) {
    setLaid((old) => old && { ...old, change: old.change + 1 });
    setActive(index);
    if (index !== null) show(index, 'middle');
  }
  return (
    <>
      <div className="flex min-h-8 shrink-0 items-center border-b px-2">
        <FindBar find={(text) => ask('findRows', text)} onPlace={place} version={layout} />
        {laid ? (
          <span className="text-faint shrink-0 px-1 text-sm">{formatCount(size.lines, 'line')}</span>
        ) : null}
      </div>
      <Incomplete size={size} />
      <div
        ref={scroller}
        role="region"
        aria-label="Response body"
        tabIndex={0}
        onScroll={onScroll}
        className="scroll-thin relative min-h-0 flex-1 overflow-x-hidden overflow-y-auto py-1 -outline-offset-2!"
      >
        <span ref={probe} aria-hidden="true" className="invisible absolute inset-x-0 font-mono text-sm">
          <span className="inline-block whitespace-pre">{'0'.repeat(100)}</span>
        </span>
        <div style={{ height: count * ROW_PX, paddingTop: first * ROW_PX }}>
          {Array.from({ length: last - first }, (_, at) => (
            <Row key={first + at} row={row(first + at)} active={first + at === active} digits={digits} />
          ))}
        </div>
      </div>
    </>
  );
}

function digitsOf(lines: number): number {
  return Math.max(2, String(lines).length);
}

function Incomplete({ size }: { size: TextSize }) {
  if (size.complete) return null;
  return (
    <p className="bg-warn-wash text-warn shrink-0 border-b px-3 py-1.5 text-sm">
      The first {formatCount(size.rows, 'row')} are shown. Download the body for all.
    </p>
  );
}

function Row({ row, active, digits }: { row: TextRow | undefined; active: boolean; digits: number }) {
  return (
    <div className={clsx('flex h-5 font-mono text-sm leading-5', active && 'bg-accent-wash')}>
      <span
        aria-hidden="true"
        className="text-faint shrink-0 pr-3 text-right select-none"
        style={{ width: `calc(${String(digits)}ch + 1.5rem)` }}
      >
        {row?.line}
      </span>
      <code className="whitespace-pre [tab-size:4]" style={{ paddingLeft: `${String(row?.indent ?? 0)}ch` }}>
        {row?.tokens.map((token, at) => (
          <span key={at} className={clsx(TOKEN_COLOUR[token.kind], token.found && 'bg-warn-wash text-ink')}>
            {token.text}
          </span>
        ))}
        {'\n'}
      </code>
    </div>
  );
}

/** How many characters of the mono font fit beside the line numbers; 0 until it was measured. */
function useColumns() {
  const probe = useRef<HTMLSpanElement>(null);
  const [columns, setColumns] = useState(0);
  useEffect(() => {
    const element = probe.current;
    const ruler = element?.firstElementChild;
    if (!element || !ruler) return;
    const observer = new ResizeObserver(() => {
      const character = ruler.getBoundingClientRect().width / 100;
      const room = element.getBoundingClientRect().width - ASIDE_PX;
      if (character > 0) setColumns(Math.max(20, Math.floor(room / character) - GUTTER));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [probe, columns] as const;
}
