import http from 'node:http';

/** One request on a kept connection; resolves with the milliseconds it took. Throws on any other status than 2xx. */
function timed(agent, { url, headers, body }) {
  return new Promise((resolve, reject) => {
    const started = process.hrtime.bigint();
    const request = http.request(url, { method: 'POST', agent, headers }, (response) => {
      let size = 0;
      response.on('data', (chunk) => (size += chunk.length));
      response.on('end', () => {
        const { statusCode = 0 } = response;
        if (statusCode < 200 || statusCode > 299 || size === 0)
          reject(new Error(`${url} answered ${statusCode}`));
        else resolve(Number(process.hrtime.bigint() - started) / 1e6);
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** Runs `count` requests over `clients` connections; answers each one's milliseconds and the requests per second. */
export async function load(call, count, clients) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: clients });
  const times = [];
  let left = count;
  const started = performance.now();
  const client = async () => {
    while (left > 0) {
      left -= 1;
      times.push(await timed(agent, call));
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const perSecond = (count / (performance.now() - started)) * 1000;
  agent.destroy();
  return { times, perSecond };
}

export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

export function median(values) {
  return quantile(values, 0.5);
}
