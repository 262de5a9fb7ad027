import http from 'node:http';

// A JSON body of 10 MB with 100,000 nodes and some; /last says when its last byte was written (epoch milliseconds).
const items = Array.from({ length: 12_500 }, (_, id) => ({
  id,
  name: `Item number ${id}`,
  price: id * 1.5,
  tags: ['one', 'two'],
  note: 'x'.repeat(700),
  ok: id % 2 === 0,
}));
const large = Buffer.from(JSON.stringify({ items }));
let last = 0;

const server = http.createServer((request, response) => {
  if (request.url === '/last') return response.end(String(last));
  response.setHeader('content-type', 'application/json');
  response.end(request.url === '/large' ? large : '{"ok": true}', () => (last = Date.now()));
});
server.listen(0, '127.0.0.1', () => console.log(`ready ${server.address().port} ${large.length}`));
