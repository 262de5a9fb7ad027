'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import clsx from 'clsx';
import { useRef, type ReactNode } from 'react';
import { jsonTokens, type Token } from './json-lines';

export interface CodeLinesProps {
  label: string;
  lines: readonly string[];
  json?: boolean;
  /** lines that go on from the one before (a long line was cut) carry no number */
  continues?: (index: number) => boolean;
}

const COLOUR: Record<Token['kind'], string> = {
  key: 'text-syntax-key',
  string: 'text-syntax-string',
  number: 'text-syntax-number',
  word: 'text-syntax-word',
  plain: 'text-muted',
};
/** Up to here all lines stand in the page, so that the browser's own search finds them. */
const WHOLE = 400;

/** Numbered lines of text. Many lines are drawn as they come into view. */
export function CodeLines(props: CodeLinesProps) {
  const { label, lines } = props;
  const box = useRef<HTMLDivElement>(null);
  return (
    <div
      ref={box}
      role="region"
      aria-label={label}
      tabIndex={0}
      className="scroll-thin bg-raised min-h-0 flex-1 overflow-auto py-1 -outline-offset-2!"
    >
      {lines.length <= WHOLE ? (
        lines.map((line, index) => <Line key={index} index={index} line={line} {...props} />)
      ) : (
        <ManyLines {...props} scroller={() => box.current} />
      )}
    </div>
  );
}

function ManyLines({ scroller, ...props }: CodeLinesProps & { scroller: () => HTMLElement | null }) {
  const rows = useVirtualizer({
    count: props.lines.length,
    getScrollElement: scroller,
    estimateSize: () => 20,
    overscan: 20,
    initialRect: { width: 600, height: 600 },
  });
  return (
    <div className="relative" style={{ height: rows.getTotalSize() }}>
      {rows.getVirtualItems().map((row) => (
        <div
          key={row.key}
          ref={rows.measureElement}
          data-index={row.index}
          className="absolute inset-x-0 top-0"
          style={{ transform: `translateY(${String(row.start)}px)` }}
        >
          <Line index={row.index} line={props.lines[row.index] ?? ''} {...props} />
        </div>
      ))}
    </div>
  );
}

function Line({
  index,
  line,
  lines,
  json = false,
  continues,
}: CodeLinesProps & { index: number; line: string }) {
  const digits = String(lines.length).length;
  return (
    <div className="flex font-mono text-sm leading-5">
      <span
        aria-hidden="true"
        className="text-faint shrink-0 pr-3 pl-3 text-right select-none"
        style={{ width: `calc(${String(digits)}ch + 1.5rem)` }}
      >
        {continues?.(index) ? '' : index + 1}
      </span>
      <code className={clsx('min-w-0 flex-1 pr-3 wrap-anywhere whitespace-pre-wrap')}>
        {json ? coloured(line) : line}
        {'\n'}
      </code>
    </div>
  );
}

function coloured(line: string): ReactNode {
  return jsonTokens(line).map((token, at) => (
    <span key={at} className={COLOUR[token.kind]}>
      {token.text}
    </span>
  ));
}
