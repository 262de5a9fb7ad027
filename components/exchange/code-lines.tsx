'use client';
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { jsonTokens, type Token } from './json-lines';

export interface CodeLinesProps {
  label: string;
  lines: readonly string[];
  json?: boolean;
  /** rows of a fixed form (hex): never wrapped, and not numbered */
  fixed?: boolean;
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
const LINE_PX = 20;
const BLOCK = 200;

/** Numbered lines of text. Blocks of lines are drawn as they come near the view; wrapped lines keep their height. */
export function CodeLines(props: CodeLinesProps) {
  const { label, lines } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const starts = Array.from({ length: Math.ceil(lines.length / BLOCK) }, (_, index) => index * BLOCK);
  return (
    <div
      ref={scroller}
      role="region"
      aria-label={label}
      tabIndex={0}
      className="scroll-thin min-h-0 flex-1 overflow-auto py-1 -outline-offset-2!"
    >
      {starts.map((from) => (
        <Block key={from} from={from} scroller={scroller} {...props} />
      ))}
    </div>
  );
}

interface BlockProps extends CodeLinesProps {
  from: number;
  scroller: RefObject<HTMLDivElement | null>;
}

function Block({ from, scroller, ...props }: BlockProps) {
  const box = useRef<HTMLDivElement>(null);
  const lines = props.lines.slice(from, from + BLOCK);
  const [state, setState] = useState({ near: from === 0, height: lines.length * LINE_PX });
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = (entries: IntersectionObserverEntry[]) => {
      const near = entries.at(-1)?.isIntersecting ?? false;
      setState((old) => ({ near, height: old.near ? element.offsetHeight : old.height }));
    };
    const observer = new IntersectionObserver(watch, { root: scroller.current, rootMargin: '800px 0px' });
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  return (
    <div ref={box} style={state.near ? undefined : { height: state.height }}>
      {state.near
        ? lines.map((line, at) => <Line key={at} index={from + at} line={line} {...props} />)
        : null}
    </div>
  );
}

function Line({ index, line, ...props }: CodeLinesProps & { index: number; line: string }) {
  const { lines, json = false, fixed = false, continues } = props;
  const digits = String(lines.length).length;
  if (fixed)
    return <code className="block px-3 font-mono text-sm leading-5 whitespace-pre">{`${line}\n`}</code>;
  return (
    <div className="flex font-mono text-sm leading-5">
      <span
        aria-hidden="true"
        className="text-faint shrink-0 px-3 text-right select-none"
        style={{ width: `calc(${String(digits)}ch + 1.5rem)` }}
      >
        {continues?.(index) ? '' : index + 1}
      </span>
      <code
        className="min-w-0 flex-1 pr-3 wrap-anywhere whitespace-pre-wrap"
        style={json ? hanging(line) : undefined}
      >
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

/** A wrapped line of laid-out JSON goes on under its own beginning. */
function hanging(line: string) {
  const indent = `${String(line.length - line.trimStart().length + 2)}ch`;
  return { paddingLeft: indent, textIndent: `-${indent}` };
}
