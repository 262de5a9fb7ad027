import http from 'node:http';

/** The benchmark's target: 2 kB of JSON and one cookie that changes with every answer. */
const body = JSON.stringify({
  items: Array.from({ length: 40 }, (_, id) => ({ id, name: `item number ${id}`, ok: true })),
});
let count = 0;
const server = http.createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  count += 1;
  request.resume();
  response
    .writeHead(200, {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(body),
      'Set-Cookie': `seen=${count}; Path=/; HttpOnly`,
    })
    .end(body);
});
server.listen(0, '127.0.0.1', () => console.log(`ready ${server.address().port}`));
