import zlib from 'node:zlib';
import type { Decoder, DecodeEnd, DecodeSink } from './decode-sink';

const SLICE = 65_536;

function inflateWith(
  stream: zlib.Gunzip | zlib.Inflate | zlib.InflateRaw,
  input: Uint8Array,
  sink: DecodeSink,
): Promise<DecodeEnd> {
  return new Promise((resolve) => {
    let ended = false;
    const end = (how: DecodeEnd): void => {
      if (ended) return;
      ended = true;
      resolve(how);
      stream.destroy();
    };
    stream.on('error', (error: NodeJS.ErrnoException) =>
      end(error.code === 'Z_BUF_ERROR' ? 'truncated' : 'corrupt'),
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

/** gzip with any number of members (RFC 1952 §2.2). */
export const gunzip: Decoder = (input, sink) =>
  inflateWith(zlib.createGunzip({ chunkSize: SLICE }), input, sink);

/** HTTP's deflate is zlib (RFC 1950), but some servers send it raw (RFC 1951); the first two bytes tell. */
export const inflate: Decoder = (input, sink) => {
  const [first = 0, second = 0] = input;
  const wrapped = (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0;
  return inflateWith(
    wrapped ? zlib.createInflate({ chunkSize: SLICE }) : zlib.createInflateRaw({ chunkSize: SLICE }),
    input,
    sink,
  );
};
