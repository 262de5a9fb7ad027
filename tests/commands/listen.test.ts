import http from 'node:http';
import { hostname } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { takePort } from '@/lib/commands/listen.mjs';
import { isOwnName, tooOpen } from '@/lib/commands/own-name.mjs';

type Door = Awaited<ReturnType<typeof takePort>>;
const open: Door[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((door) => door.close()));
});

async function take(port = 0): Promise<Door> {
  const door = await takePort('127.0.0.1', port);
  open.push(door);
  return door;
}

describe('taking a port', () => {
  it('answers 503 until there is something to serve', async () => {
    const door = await take();
    const url = `http://127.0.0.1:${door.port}/`;
    const early = await fetch(url);
    expect(early.status).toBe(503);
    expect(early.headers.get('retry-after')).toBe('2');
    door.serve((_request, response) => response.end('here'));
    expect(await (await fetch(url)).text()).toBe('here');
  });

  it.each([
    ['localhost', 200],
    ['LOCALHOST:80', 200],
    ['jar.localhost', 200],
    ['127.0.0.1:1', 200],
    ['[::1]:3000', 200],
    ['evil.example', 421],
    ['127.0.0.1.evil.example', 421],
    ['localhost.evil.example:3000', 421],
    ['10.0.0.1', 421],
  ])('bound to loopback, answers a request for %s with %i', async (name, status) => {
    const door = await take();
    door.serve((_request, response) => response.end('here'));
    const answered = await new Promise((resolve, reject) => {
      const headers = { host: name };
      http.get({ host: '127.0.0.1', port: door.port, headers, agent: false }, resolve).on('error', reject);
    });
    expect(answered).toMatchObject({ statusCode: status });
  });

  it.each([
    ['192.0.2.7:3000', true],
    ['[2001:db8::1]:3000', true],
    ['localhost:3000', true],
    [hostname(), true],
    ['evil.example', false],
    ['192.0.2.7.evil.example', false],
    [undefined, false],
  ])('fault 70: bound to every address and without PLAYJAR_URL, whether it is called %s: %s', (name, own) => {
    expect(isOwnName(name, '0.0.0.0', undefined)).toBe(own);
    expect(isOwnName(name, '0.0.0.0', 'https://jar.example')).toBe(true);
  });

  it.each([
    ['127.0.0.1', 'https://jar.example', true],
    ['::1', 'https://jar.example', true],
    ['localhost', 'http://192.0.2.7', true],
    ['127.0.0.1', 'http://localhost:3000', false],
    ['127.0.0.1', 'http://127.0.0.1:8080', false],
    ['127.0.0.1', '', false],
    ['127.0.0.1', undefined, false],
    ['127.0.0.1', 'no url', false],
    ['0.0.0.0', 'https://jar.example', false],
  ])(
    'bound to %s with PLAYJAR_URL=%s, whether it warns that others reach what is private: %s',
    (host, url, is) => {
      expect(tooOpen(host, url)?.includes(`whoever reaches ${url} `) ?? false).toBe(is);
    },
  );

  it('fault 70: nothing behind it sees a name that a header of the caller’s made up', async () => {
    const door = await take();
    door.serve((request, response) => response.end(JSON.stringify(request.headers)));
    const headers = { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' };
    const seen = await (await fetch(`http://127.0.0.1:${door.port}/`, { headers })).text();
    expect(seen).not.toContain('evil.example');
  });

  it('says what to do when the port is taken', async () => {
    const { port } = await take();
    await expect(take(port)).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is taken. Choose another: PORT=${port + 1} npm start`,
    );
  });

  it.each([Number.NaN, -1, 65_536, 80.5])('refuses %s as a port', async (port) => {
    await expect(take(port)).rejects.toThrow('PORT must be a number from 0 to 65535.');
  });

  it('lets an answer under way finish before it closes', async () => {
    const door = await take();
    let finish = (): unknown => undefined;
    const begun = new Promise<void>((resolve) => {
      door.serve((_request, response) => {
        response.write('first ');
        finish = () => response.end('last');
        resolve();
      });
    });
    const answer = fetch(`http://127.0.0.1:${door.port}/`);
    await begun;
    const closed = door.close();
    finish();
    expect(await (await answer).text()).toBe('first last');
    await closed;
  });
});
