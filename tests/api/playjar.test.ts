import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Run } from '@/lib/model/run';
import type { RunDiff } from '@/lib/model/run-diff';
import { loginSequence } from './login-sequence';
import { api, appUrl } from './shared-app';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'playjar-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Ended {
  code: number;
  out: string;
  err: string;
}

/** The command line as a CI job calls it, from a folder that is not the checkout. */
function playjar(args: string[], env: Record<string, string> = {}): Promise<Ended> {
  const program = path.resolve('lib/commands/playjar.mjs');
  const given = { ...process.env, PLAYJAR_URL: appUrl, PLAYJAR_TOKEN: inject('appToken'), ...env };
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], { cwd: folder, env: given }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err }),
    );
  });
}

const failing = {
  name: 'failing',
  steps: [
    {
      name: 'a <b> & "c"',
      request: { url: `${appUrl}/practice/status/404` },
      assert: [{ source: 'status' as const, operator: 'equals' as const, value: 200 }],
    },
  ],
};

describe('playjar run', () => {
  it('runs a sequence of the server: a line for each step as it finishes, 0 when all passed', async () => {
    const { id } = await api.sequence(loginSequence(appUrl));
    const { code, out, err } = await playjar(['run', id]);
    expect([code, err]).toEqual([0, '']);
    expect(out.replace(/\d+ ms/g, 'N ms').split('\n')).toEqual([
      '✓ 1 form  200  N ms',
      '✓ 2 login  200  N ms',
      '✓ 3 account  200  N ms',
      'passed: 3 of 3 steps passed in N ms',
      '',
    ]);
    const byUrl = await playjar(['run', `${appUrl}/sequences/${id}`, '--to', '1'], {
      PLAYJAR_URL: 'http://127.0.0.1:1',
    });
    expect([byUrl.code, byUrl.out]).toEqual([0, expect.stringContaining('1 of 1 steps passed')]);
  });

  it('ends with 1 when a check failed, with the actual value, as JSON and for JUnit too', async () => {
    const { id } = await api.sequence(failing);
    const report = path.join(folder, 'report.xml');
    const { code, out, err } = await playjar(['run', id, '--json', '--junit', report]);
    expect(code).toBe(1);
    expect((JSON.parse(out) as Run).steps[0]?.assertions[0]?.actual).toBe(404);
    expect(err).toContain('status equals 200; actual: 404');
    const xml = await readFile(report, 'utf8');
    expect(xml).toContain('tests="1" failures="1" errors="0"');
    expect(xml).toContain('name="a &#60;b&#62; &#38; &#34;c&#34;"');
    expect(xml).toContain('<failure message="status equals 200; actual: 404">');
  });

  it.each([
    ['nothing', ['run']],
    ['an unknown command', ['walk']],
    ['an unknown option', ['run', 'x', '--fast']],
    ['a sequence that is not there', ['run', 'none']],
    ['a file that is not there', ['run', './none.json']],
    ['a variable without value', ['run', 'x', '--var', 'NOT_SET_ANYWHERE']],
  ])('ends with 2 for %s', async (_, args) => {
    const { code, err } = await playjar(args);
    expect(code).toBe(2);
    expect(err).not.toBe('');
    expect(err).not.toContain('    at ');
  });

  it('says what to do when no server answers, or wants a token', async () => {
    const silent = await playjar(['run', 'x'], { PLAYJAR_URL: 'http://127.0.0.1:1' });
    expect([silent.code, silent.err]).toEqual([2, expect.stringContaining('PLAYJAR_URL says where')]);
    const refused = await playjar(['run', 'x'], { PLAYJAR_TOKEN: '' });
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('PLAYJAR_TOKEN')]);
  });

  it('replays a shared link without a token, told what it asks for', async () => {
    const { id } = await api.sequence(loginSequence(appUrl));
    const { url } = await api.share({ sequenceId: id, mode: 'replay' });
    const none = { PLAYJAR_TOKEN: '', PLAYJAR_URL: 'http://127.0.0.1:1' };
    const { code, out } = await playjar(['run', url, '--var', 'password=password'], none);
    expect([code, out]).toEqual([0, expect.stringContaining('3 of 3 steps passed')]);
  });

  it('runs an exported file by itself, without any server of ours', async () => {
    const { id } = await api.sequence(loginSequence(appUrl));
    const file = path.join(folder, 'login.json');
    expect((await playjar(['export', id, '--output', file])).code).toBe(0);
    const none = { PLAYJAR_TOKEN: '', PLAYJAR_URL: 'http://127.0.0.1:1' };
    const missing = await playjar(['run', file], none);
    expect([missing.code, missing.err]).toEqual([2, expect.stringContaining('--var password=')]);
    const { code, out } = await playjar(['run', 'login.json', '--var', 'password'], {
      ...none,
      password: 'password',
    });
    expect([code, out]).toEqual([0, expect.stringContaining('passed: 3 of 3 steps passed')]);
  }, 60_000);
});

describe('playjar diff', () => {
  it('says that a login changed, and how, with 1; and 0 when nothing did', async () => {
    const room = `/practice/rooms/diff-${Date.now().toString(36)}`;
    const sequence = loginSequence(appUrl);
    const text = JSON.stringify(sequence)
      .replaceAll('/practice/', `${room}/`)
      .replace('"assert":[{"source":"cookie"', '"onFailure":"continue","assert":[{"source":"cookie"');
    const { id } = await api.sequence(JSON.parse(text) as typeof sequence);
    const [first, second] = [await api.run(id), await api.run(id)];
    const same = await playjar(['diff', first.id, second.id]);
    expect([same.code, same.out]).toEqual([0, expect.stringMatching(/^No/)]);
    const told = await fetch(`${appUrl}${room}/switches`, {
      method: 'POST',
      body: new URLSearchParams({ cookie: 'practice_sid' }),
      redirect: 'manual',
    });
    expect(told.status).toBe(303);
    const third = await api.run(id);
    const changed = await playjar(['diff', second.id, third.id, '--json']);
    expect(changed.code).toBe(1);
    const { sentence, steps } = JSON.parse(changed.out) as RunDiff;
    expect(sentence).toContain('cookie practice_sid instead of practice_session');
    const rows = steps.flatMap(({ name, parts }) =>
      parts.flatMap(({ part, rows: all }) =>
        all
          .filter(({ word }) => word !== 'same')
          .map(({ before, after }) => `${name} ${part} ${before ?? ''} → ${after ?? ''}`),
      ),
    );
    expect(rows).toContain('login cookies practice_session → practice_sid');
    expect(rows.filter((row) => !row.startsWith('login '))).toEqual([]);
  });
});

describe('playjar export', () => {
  it('writes a program to stdout, and what is missing in it to stderr', async () => {
    const { id } = await api.sequence(loginSequence(appUrl));
    const { code, out, err } = await playjar(['export', id, '--format', 'arazzo']);
    expect(code).toBe(0);
    expect(out).toContain('arazzo: 1.0.1');
    expect(err).toContain('Arazzo cannot take csrf by css');
    expect((await playjar(['export', id, '--format', 'pascal'])).code).toBe(2);
  });
});
