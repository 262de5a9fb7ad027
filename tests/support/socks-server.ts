import net, { type AddressInfo, type Socket } from 'node:net';

/** One request for a connection, as a SOCKS proxy read it. */
interface SocksAsked {
  version: 4 | 5;
  /** a name where the client left resolving to the proxy */
  host: string;
  isName: boolean;
  port: number;
  /** SOCKS4's user id, or `name:password` */
  user: string | null;
}

export interface SocksUnderTest {
  /** `127.0.0.1:PORT`: the scheme is the test's choice */
  address: string;
  asked: SocksAsked[];
  sockets: Set<Socket>;
  close(): Promise<void>;
}

interface SocksOptions {
  /** `name:password` that it asks for */
  password?: string;
  /** the reply code instead of "granted" */
  refuses?: number;
  /** reads and never answers */
  mute?: boolean;
}

/** A real SOCKS 4, 4a and 5 proxy on loopback (RFC 1928, RFC 1929). Every name it takes for 127.0.0.1. */
export async function startSocks(options: SocksOptions = {}): Promise<SocksUnderTest> {
  const asked: SocksAsked[] = [];
  const sockets = new Set<Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    if (options.mute) socket.resume();
    else
      void talk(socket, options, asked).catch(() => {
        socket.destroy();
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    asked,
    sockets,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

type Take = (count: number) => Promise<Buffer>;

async function talk(socket: Socket, options: SocksOptions, asked: SocksAsked[]): Promise<void> {
  const take = reader(socket);
  const [version] = await take(1);
  const request = version === 4 ? await readSocks4(take) : await readSocks5(take, socket, options);
  if (!request) return;
  asked.push(request);
  const answer = (code: number): Buffer =>
    request.version === 4
      ? Buffer.from([0, code === 0 ? 90 : 91, 0, 0, 0, 0, 0, 0])
      : Buffer.from([5, code, 0, 1, 0, 0, 0, 0, 0, 0]);
  if (options.refuses !== undefined) return void socket.end(answer(options.refuses));
  const upstream = net.connect(request.port, '127.0.0.1', () => {
    socket.write(answer(0));
    socket.pipe(upstream).pipe(socket);
  });
  upstream.on('error', () => socket.end(answer(5)));
  socket.on('close', () => upstream.destroy());
}

async function readSocks4(take: Take): Promise<SocksAsked> {
  const [, high = 0, low = 0, ...address] = await take(7);
  const user = await text(take);
  const isName = address.slice(0, 3).every((byte) => byte === 0) && address[3] !== 0;
  const host = isName ? await text(take) : address.join('.');
  return { version: 4, host, isName, port: high * 256 + low, user };
}

async function readSocks5(
  take: Take,
  socket: Socket,
  { password }: SocksOptions,
): Promise<SocksAsked | null> {
  const [count = 0] = await take(1);
  const methods = await take(count);
  const wanted = password === undefined ? 0 : 2;
  if (!methods.includes(wanted)) {
    socket.end(Buffer.from([5, 255]));
    return null;
  }
  socket.write(Buffer.from([5, wanted]));
  let user: string | null = null;
  if (wanted === 2) {
    await take(1);
    user = `${await counted(take)}:${await counted(take)}`;
    socket.write(Buffer.from([1, user === password ? 0 : 1]));
    if (user !== password) return null;
  }
  const [, , , kind] = await take(4);
  const host = kind === 3 ? await counted(take) : addressText(await take(kind === 4 ? 16 : 4));
  const port = (await take(2)).readUInt16BE();
  return { version: 5, host, isName: kind === 3, port, user };
}

function addressText(bytes: Buffer): string {
  return bytes.length === 4 ? bytes.join('.') : (bytes.toString('hex').match(/.{4}/g) ?? []).join(':');
}

async function counted(take: Take): Promise<string> {
  const [length = 0] = await take(1);
  return (await take(length)).toString('utf8');
}

async function text(take: Take): Promise<string> {
  let bytes = Buffer.alloc(0);
  for (let next = await take(1); next[0] !== 0; next = await take(1)) bytes = Buffer.concat([bytes, next]);
  return bytes.toString('utf8');
}

/** Gives exactly as many bytes as are asked for; leaves the rest in the socket for the tunnel. */
function reader(socket: Socket): Take {
  return async (count) => {
    for (;;) {
      if (count === 0) return Buffer.alloc(0);
      const bytes = socket.read(count) as Buffer | null;
      if (bytes !== null) return bytes;
      await new Promise<void>((resolve, reject) => {
        socket.once('readable', resolve);
        socket.once('close', () => reject(new Error('gone')));
      });
    }
  };
}
