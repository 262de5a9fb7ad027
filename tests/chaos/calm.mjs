import http from 'node:http';
import { call } from './load.mjs';

/**
 * Another workspace, in a process of its own: its sends, one after the other, to a target of its own. What answers to the
 * busy workspace's clients and what plays its faults must not be what this one waits for.
 *
 * Told `{ open: { url, token } }` once, then `{ sends: count }` any number of times; answers each, the latter with
 * milliseconds.
 */
const target = http.createServer((_request, response) => response.setHeader('set-cookie', 'a=1').end('hi'));
await new Promise((resolve) => target.listen(0, '127.0.0.1', resolve));
const targetUrl = `http://127.0.0.1:${target.address().port}/fine`;
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
let send;

process.on('message', async ({ open, sends = 0 }) => {
  if (open) send = await sendsOf(open);
  const times = [];
  for (let n = 0; n < sends; n += 1) {
    const began = performance.now();
    await send();
    times.push(performance.now() - began);
  }
  process.send(times);
});
process.on('disconnect', () => process.exit());

async function sendsOf({ url, token }) {
  const session = (await call(agent, url, token, 'POST', '/sessions', { name: 'calm' })).body.id;
  return () => call(agent, url, token, 'POST', `/sessions/${session}/send`, { url: targetUrl });
}
