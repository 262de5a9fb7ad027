import { Decompress } from 'fzstd';
import { politely, type DecodeEnd, type Decoder, type DecodeSink } from './decode-sink';

/** RFC 9659: a zstd content coding needs no larger window. fzstd would allocate up to 2 GiB on a frame's word. */
const MAX_WINDOW = 8 * 1024 * 1024;
/** A stream of tiny blocks makes fzstd move its whole window for each. */
const MAX_MS = 10_000;
const ZSTD_MAGIC = 0xfd2fb528;
const SKIPPABLE_MAGIC = 0x184d2a5;
const HEADER_DICTIONARY = [0, 1, 2, 4];

interface Frame {
  window: number;
  /** each part holds one block; the first also the frame's header, the last its checksum */
  parts: [start: number, end: number][];
  end: number;
  complete: boolean;
}

function frameHeader(
  view: DataView,
  start: number,
): { end: number; window: number; checksum: number } | null {
  if (start + 6 > view.byteLength) return null;
  const flags = view.getUint8(start + 4);
  const single = (flags & 0x20) !== 0;
  const sizeFlag = flags >> 6;
  const sizeBytes = sizeFlag === 0 ? (single ? 1 : 0) : 1 << sizeFlag;
  const sizeAt = start + (single ? 5 : 6) + (HEADER_DICTIONARY[flags & 3] ?? 0);
  const end = sizeAt + sizeBytes;
  if (end > view.byteLength) return null;
  let size = 0;
  for (let index = sizeBytes - 1; index >= 0; index -= 1) size = size * 256 + view.getUint8(sizeAt + index);
  const exponent = view.getUint8(start + 5);
  const base = 2 ** (10 + (exponent >> 3));
  return { end, window: single ? size : base + (base / 8) * (exponent & 7), checksum: flags & 4 ? 4 : 0 };
}

/** Finds the blocks of one frame without decoding them (RFC 8878 §3.1.1). */
function walkFrame(view: DataView, start: number): Frame {
  const header = frameHeader(view, start);
  if (!header) return { window: 0, parts: [], end: view.byteLength, complete: false };
  const parts: Frame['parts'] = [];
  let from = start;
  let at = header.end;
  while (at + 3 <= view.byteLength) {
    const block = view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
    const last = (block & 1) === 1;
    at += 3 + (((block >> 1) & 3) === 1 ? 1 : block >> 3) + (last ? header.checksum : 0);
    if (at > view.byteLength) break;
    parts.push([from, at]);
    from = at;
    if (last) return { window: header.window, parts, end: at, complete: true };
  }
  return { window: header.window, parts, end: view.byteLength, complete: false };
}

class Full extends Error {}

interface Clock {
  pause: () => Promise<void>;
  until: number;
}

async function decodeFrame(
  input: Uint8Array,
  frame: Frame,
  sink: DecodeSink,
  clock: Clock,
): Promise<boolean> {
  const decoder = new Decompress((chunk) => {
    if (!sink.push(chunk)) throw new Full();
  });
  for (const [start, end] of frame.parts) {
    decoder.push(input.subarray(start, end));
    await clock.pause();
    if (performance.now() > clock.until) return false;
  }
  try {
    // fzstd holds back its first 18 bytes until more come or the end is told.
    decoder.push(new Uint8Array(0), true);
  } catch (error) {
    if (frame.complete || error instanceof Full) throw error;
  }
  return true;
}

/** Decodes the frame at `at`; gives where the next one begins, or how it ended. */
async function step(
  input: Uint8Array,
  view: DataView,
  at: number,
  sink: DecodeSink,
  clock: Clock,
): Promise<number | DecodeEnd> {
  if (at + 8 > input.length) return 'truncated';
  const magic = view.getUint32(at, true);
  if (magic >>> 4 === SKIPPABLE_MAGIC) return at + 8 + view.getUint32(at + 4, true);
  if (magic !== ZSTD_MAGIC) return 'corrupt';
  const frame = walkFrame(view, at);
  if (frame.window > MAX_WINDOW) return 'corrupt';
  if (!(await decodeFrame(input, frame, sink, clock))) return 'too_slow';
  return frame.complete ? frame.end : 'truncated';
}

/** Any number of zstd frames, skippable ones among them, block by block. */
export const unzstd: Decoder = async (input, sink) => {
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
  const clock: Clock = { pause: politely(), until: performance.now() + MAX_MS };
  let at = 0;
  try {
    while (at < input.length) {
      const next = await step(input, view, at, sink, clock);
      if (typeof next === 'string') return next;
      at = next;
    }
    return at > input.length ? 'truncated' : 'whole';
  } catch (error) {
    return error instanceof Full ? 'whole' : 'corrupt';
  }
};
