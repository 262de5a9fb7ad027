import { request as plainRequest } from 'node:http';

/** What the server said, or that it did not: shown as it stands, and the exit code is 2. */
export class Trouble extends Error {}

/** Where the API is and who asks. */
export function serverOf(environment = process.env) {
  const url = environment.PLAYJAR_URL || 'http://127.0.0.1:3000';
  return { url: url.replace(/\/+$/, ''), token: environment.PLAYJAR_TOKEN || null };
}

/**
 * One call of the API. `node:http` and not `fetch`, which takes as long to load as everything else together.
 * @param {{ url: string, token: string | null }} server
 * @param {string} method
 * @param {string} path begins behind `/api/v1`
 * @param {{ body?: unknown, accept?: string, onEvent?: (event: string, data: unknown) => void, onOpen?: (location: string | undefined) => void }} [options]
 * @returns {Promise<string>} the body as text; empty when it came as events
 */
export async function call(server, method, path, options = {}) {
  const send = server.url.startsWith('https:') ? (await import('node:https')).request : plainRequest;
  const text = options.body === undefined ? undefined : JSON.stringify(options.body);
  const headers = {
    accept: options.accept ?? 'application/json',
    ...(server.token && { authorization: `Bearer ${server.token}` }),
    ...(text !== undefined && {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
    }),
  };
  return new Promise((resolve, reject) => {
    const unreachable = (error) =>
      reject(
        new Trouble(
          `${server.url} does not answer (${error.code ?? error.message}). Is it running? PLAYJAR_URL says where.`,
        ),
      );
    const request = send(`${server.url}/api/v1${path}`, { method, headers }, (response) => {
      const isStream = (response.headers['content-type'] ?? '').startsWith('text/event-stream');
      if (isStream) options.onOpen?.(response.headers.location);
      let received = '';
      response.setEncoding('utf8');
      response.on('error', unreachable);
      response.on('data', (part) => {
        received += part;
        if (isStream) received = takeEvents(received, options.onEvent);
      });
      response.on('end', () => {
        if (response.statusCode < 300) resolve(isStream ? '' : received);
        else reject(new Trouble(problemOf(response.statusCode, received, server)));
      });
    });
    request.on('error', unreachable);
    request.end(text);
  });
}

/** Hands on every whole event (HTML Standard §9.2) and answers what is left of the next. */
function takeEvents(text, onEvent) {
  const blocks = text.split('\n\n');
  for (const block of blocks.slice(0, -1)) {
    const lines = block.split('\n').map((line) => /^(event|data): (.*)$/.exec(line) ?? []);
    const event = lines.find(([, name]) => name === 'event')?.[2];
    const data = lines.find(([, name]) => name === 'data')?.[2];
    if (event !== undefined && data !== undefined) onEvent?.(event, JSON.parse(data));
  }
  return blocks.at(-1) ?? '';
}

function problemOf(status, text, server) {
  if (status === 401) return `${server.url} wants an API token: put one into PLAYJAR_TOKEN.`;
  try {
    const { title, detail, errors = [] } = JSON.parse(text);
    const faults = errors.map(({ path, message }) => `\n  ${path}: ${message}`).join('');
    return `${detail ?? title}${faults}`;
  } catch {
    return `${server.url} answered ${status}.`;
  }
}
