'use client';
import type { ReceivedResponse } from '@/lib/model/exchange';
import { useBodyBytes } from './body-bytes';
import { useRowWindow } from './use-row-window';

const ROW = 16;
const ROW_PX = 20;
/** What every browser can still scroll through at this height. */
const MOST_ROWS = 700_000;

/** Bytes as `offset  hex  characters`, sixteen to a row. */
export function HexView({ response, exchangeId }: { response: ReceivedResponse; exchangeId: string | null }) {
  const { bytes, failed } = useBodyBytes(response, exchangeId);
  const count = Math.min(MOST_ROWS, Math.ceil((bytes?.length ?? 0) / ROW));
  const { scroller, onScroll, first, last } = useRowWindow(count, ROW_PX);
  return (
    <>
      {failed ? (
        <p className="bg-warn-wash text-warn shrink-0 border-b px-3 py-1.5 text-sm">
          The bytes could not be loaded. What the page has of them is shown.
        </p>
      ) : null}
      <div
        ref={scroller}
        role="region"
        aria-label="Response body"
        aria-busy={bytes === null || undefined}
        tabIndex={0}
        onScroll={onScroll}
        className="scroll-thin min-h-0 flex-1 overflow-auto py-1 -outline-offset-2!"
      >
        <div style={{ height: count * ROW_PX, paddingTop: first * ROW_PX }}>
          {bytes
            ? Array.from({ length: last - first }, (_, at) => (
                <code key={first + at} className="block h-5 px-3 text-sm leading-5 whitespace-pre">
                  {`${hexRow(bytes, first + at)}\n`}
                </code>
              ))
            : null}
        </div>
      </div>
    </>
  );
}

function hexRow(bytes: Uint8Array, row: number): string {
  const at = row * ROW;
  const piece = [...bytes.subarray(at, at + ROW)];
  const hex = piece.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const text = piece.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
  return `${at.toString(16).padStart(8, '0')}  ${hex.padEnd(ROW * 3 - 1)}  ${text}`;
}
