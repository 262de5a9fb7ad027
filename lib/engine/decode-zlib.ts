import zlib from 'node:zlib';
import type { Decoder, DecodeEnd, DecodeSink } from './decode-sink';

const SLICE = 65_536;
/** What zlib says of bytes that do not begin as a gzip member does. */
const NO_MEMBER = 'incorrect header check';
const MEMBER = Uint8Array.of(0x1f, 0x8b, 8);
/** Members before junk; with more of them the body counts as damaged, since each costs a decoder of its own. */
const MAX_MEMBERS = 64;

interface Inflated {
  end: DecodeEnd;
  /** bytes of the input that were taken */
  taken: number;
  /** zlib's own words of an error */
  why: string;
}

function inflateWith(
  stream: zlib.Gunzip | zlib.Inflate | zlib.InflateRaw,
  input: Uint8Array,
  sink: Pick<DecodeSink, 'push'>,
): Promise<Inflated> {
  return new Promise((resolve) => {
    let ended = false;
    const end = (how: DecodeEnd, why = ''): void => {
      if (ended) return;
      ended = true;
      resolve({ end: how, taken: stream.bytesWritten, why });
      stream.destroy();
    };
    stream.on('error', (error: NodeJS.ErrnoException) =>
      end(error.code === 'Z_BUF_ERROR' ? 'truncated' : 'corrupt', error.message),
    );
    stream.on('end', () => end('whole'));
    stream.on('data', (chunk: Buffer) => {
      if (!ended && !sink.push(chunk)) end('whole');
    });
    // In slices, and the end apart from the last: an error drops what zlib had not handed out yet.
    const write = (at: number): void => {
      if (ended) return;
      if (at >= input.length) return void stream.end();
      stream.write(input.subarray(at, at + SLICE), () => setImmediate(write, at + SLICE));
    };
    write(0);
  });
}

/**
 * gzip with any number of members (RFC 1952 §2.2). Junk after the last one is left out, as urllib3 and browsers do;
 * zlib has checked the members by then, but gives an error in place of what it had of them.
 */
export const gunzip: Decoder = async (input, sink) => {
  const { end, why } = await inflateWith(zlib.createGunzip({ chunkSize: SLICE }), input, sink);
  return end === 'corrupt' && why === NO_MEMBER ? members(input, sink) : end;
};

/** The members once more, one at a time, less what the sink has of them already. */
async function members(input: Uint8Array, sink: DecodeSink): Promise<DecodeEnd> {
  let known = sink.size;
  const push = (chunk: Uint8Array): boolean => {
    const fresh = chunk.subarray(Math.min(known, chunk.length));
    known -= chunk.length - fresh.length;
    return sink.push(fresh);
  };
  let at = 0;
  for (let count = 0; count < MAX_MEMBERS; count += 1) {
    const start = memberData(input, at);
    if (start === null) return at > 0 ? 'whole' : 'corrupt';
    const stream = zlib.createInflateRaw({ chunkSize: SLICE });
    const { end, taken } = await inflateWith(stream, input.subarray(start), { push });
    if (end !== 'whole' || sink.full) return end;
    // CRC32 and ISIZE follow the data
    at = start + taken + 8;
  }
  return 'corrupt';
}

/** Where the deflate data of the member at `at` begins (RFC 1952 §2.3), or null when none begins there. */
function memberData(input: Uint8Array, at: number): number | null {
  if (Buffer.compare(input.subarray(at, at + 3), MEMBER) !== 0) return null;
  const [flags = 0, , , , , , , low = 0, high = 0] = input.subarray(at + 3, at + 12);
  let data = at + 10;
  if (flags & 4) data += 2 + low + high * 256;
  // file name and comment, each ended by a zero
  for (const flag of [8, 16]) if (flags & flag) data = input.indexOf(0, data) + 1 || input.length;
  return data + (flags & 2);
}

/** HTTP's deflate is zlib (RFC 1950), but some servers send it raw (RFC 1951); the first two bytes tell. */
export const inflate: Decoder = async (input, sink) => {
  const [first = 0, second = 0] = input;
  const wrapped = (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0;
  const stream = wrapped
    ? zlib.createInflate({ chunkSize: SLICE })
    : zlib.createInflateRaw({ chunkSize: SLICE });
  return (await inflateWith(stream, input, sink)).end;
};
