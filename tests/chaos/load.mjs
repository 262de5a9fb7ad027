import http from 'node:http';

/** One API call; resolves with status and body, or null when the server was gone. */
export function call(agent, base, token, method, path, body) {
  return new Promise((resolve) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const request = http.request(`${base}/api/v1${path}`, { method, agent, headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', () => resolve(null));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        try {
          resolve({ status: response.statusCode, body: text === '' ? null : JSON.parse(text) });
        } catch {
          resolve(null);
        }
      });
    });
    request.on('error', () => resolve(null));
    request.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/**
 * Sends n = from, from + 1, … through one session over several servers, `clients` at a time on each, until `isOver`.
 * @returns {Promise<{ acknowledged: Map<number, string>, refused: Map<number, string>, next: number }>} the id of each
 *   exchange that was answered as stored, and the error code of each that was not
 */
export async function sendMany({ servers, token, session, target, from, isOver, clients, query = '' }) {
  const acknowledged = new Map();
  const refused = new Map();
  let next = from;
  const agents = new Map();
  const client = async (index) => {
    while (!isOver(next)) {
      const n = next;
      next += 1;
      const base = servers()[index % servers().length].url;
      if (!agents.has(base)) agents.set(base, new http.Agent({ keepAlive: true, maxSockets: clients }));
      const url = target.urlOf(n) + query;
      const answer = await call(agents.get(base), base, token, 'POST', `/sessions/${session}/send`, { url });
      note(n, answer, acknowledged, refused);
    }
  };
  const count = clients * servers().length;
  await Promise.all(Array.from({ length: count }, (_, index) => client(index)));
  for (const agent of agents.values()) agent.destroy();
  return { acknowledged, refused, next };
}

function note(n, answer, acknowledged, refused) {
  if (answer === null) refused.set(n, 'server gone');
  else if (answer.status !== 200) refused.set(n, answer.body?.code ?? String(answer.status));
  else if (answer.body.error?.code?.startsWith('store_')) refused.set(n, answer.body.error.code);
  else acknowledged.set(n, answer.body.id);
}

/** All of a list, page by page. */
export async function readAll(base, token, path) {
  const items = [];
  for (let cursor = ''; cursor !== null;) {
    const answer = await call(
      undefined,
      base,
      token,
      'GET',
      `${path}?limit=200${cursor && `&cursor=${cursor}`}`,
    );
    if (answer?.status !== 200) throw new Error(`${path} answered ${answer?.status}`);
    items.push(...answer.body.items);
    cursor = answer.body.nextCursor ?? null;
  }
  return items;
}
