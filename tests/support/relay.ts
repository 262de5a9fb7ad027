import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Relay {
  /** `http://127.0.0.1:PORT`, behind which the other server answers */
  url: string;
  /** breaks every connection that is open now; new ones are let through */
  cut(): number;
  /** breaks the connection in the middle of the answer to the next request that has these bytes in it */
  cutInside(request: string): void;
  close(): Promise<void>;
}

/** A cable to another server on loopback that can be pulled. */
export async function startRelay(to: string): Promise<Relay> {
  const { hostname, port } = new URL(to);
  const open = new Set<Socket>();
  let asked: string | null = null;
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      open.add(socket);
      socket
        .on('error', () => undefined)
        .on('close', () => {
          open.delete(socket);
          near.destroy();
          far.destroy();
        });
    }
    let isBreaking = false;
    near.on('data', (chunk) => {
      isBreaking ||= asked !== null && chunk.includes(asked);
      far.write(chunk);
    });
    near.on('end', () => far.end());
    far.on('data', (chunk) => {
      if (!isBreaking) return void near.write(chunk);
      asked = null;
      const body = chunk.indexOf('\r\n\r\n') + 4;
      near.write(chunk.subarray(0, body + Math.floor((chunk.length - body) / 2)), () => far.destroy());
    });
    far.on('end', () => near.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = (): number => {
    const count = open.size / 2;
    for (const socket of open) socket.destroy();
    return count;
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    cutInside: (request) => {
      asked = request;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
}
