import http from 'node:http';
import zlib from 'node:zlib';

/** `/small`, and `/large` and `/gzip`: one JSON document of 10 MB, also compressed. */
const items = [];
for (let size = 0; size < 10 * 1024 * 1024 - 2; size += items.at(-1).length + 1)
  items.push(JSON.stringify({ id: items.length, name: `Grüße an Nummer ${items.length}`, ok: true }));
const large = Buffer.from(`[${items.join(',')}]`);
const gzip = zlib.gzipSync(large);
const server = http.createServer((request, response) => {
  const body = { '/large': large, '/gzip': gzip }[request.url] ?? Buffer.from('{"ok":true}');
  const coding = request.url === '/gzip' ? { 'Content-Encoding': 'gzip' } : {};
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length, ...coding });
  response.end(body);
});
server.listen(0, '127.0.0.1', () => console.log(`ready ${server.address().port}`));
