import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(path.join(tmpdir(), 'playjar-egress-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The command over a file of this text: its lines, what it complains of, and its exit code. */
function egress(text: string): { lines: string[]; stderr: string; status: number | null } {
  const file = path.join(folder, 'cases.json');
  writeFileSync(file, text);
  const { stdout, stderr, status } = spawnSync('npm', ['run', '-s', 'egress', '--', file], {
    encoding: 'utf8',
  });
  return { lines: stdout.trimEnd().split('\n'), stderr, status };
}

const ok = { id: 'ok', url: 'http://8.8.8.8/', mustBe: 'allowed', stage: 'connect' };

describe('npm run egress', () => {
  it('takes what a file may leave out, writes as null, in capitals or without its list', () => {
    const name = 'a.example.org';
    const blocked = { url: `http://${name}/`, mustBe: 'blocked' };
    const cases = [
      ok,
      { ...ok, id: 7, stage: undefined, why: 'a key for readers', more: { like: ['it'] } },
      { ...ok, redirects: null, resolve: null, proxy: null, status: null, repeat: null },
      { ...ok, url: 'http://127.0.0.1/', mustBe: 'BLOCKED', stage: 'IP' },
      { ...blocked, stage: 'dns', resolve: { [name]: '127.0.0.1' } },
      { ...blocked, stage: 'dns', resolve: { [name]: null } },
      { ...blocked, stage: 'dns', resolve: { [name]: ['8.8.8.8', ['127.0.0.1']] }, repeat: 1 },
      { ...blocked, stage: 'redirect', resolve: { [name]: ['8.8.8.8'] }, redirects: '//127.0.0.1/' },
    ];
    expect(egress(`\uFEFF${JSON.stringify({ cases })}`)).toEqual({
      lines: [`${cases.length} passed, 0 failed`],
      stderr: '',
      status: 0,
    });
  });

  it('counts a case that cannot be read as failed, says why, and goes on', () => {
    const cases = [
      null,
      { id: 'no url', mustBe: 'blocked' },
      { ...ok, id: 'answers', resolve: { 'a.example.org': [1] } },
      { ...ok, id: 'location', redirects: [{ location: '/' }] },
      { ...ok, id: 'endless', repeat: 1e12 },
      { ...ok, id: 'stage', stage: 'later' },
      { ...ok, id: 'wrong', mustBe: 'blocked' },
      ok,
    ];
    const { lines, stderr, status } = egress(JSON.stringify({ cases }));
    expect(lines.map((line) => line.replace(/:.*/, ''))).toEqual([
      'case 1 cannot be read',
      'no url cannot be read',
      'answers cannot be read',
      'location cannot be read',
      'endless cannot be read',
      'stage cannot be read',
      'wrong "http',
      '1 passed, 7 failed',
    ]);
    expect({ stderr, status }).toEqual({ stderr: '', status: 1 });
  });

  it.each(['', 'nope', 'null', '[]', '{}', '{"cases":{}}', '{"cases":[],"policy":{"selfHosts":"x"}}'])(
    'says in one line why there is nothing to run in %j',
    (text) => {
      const { lines, stderr, status } = egress(text);
      expect({ lines, status }).toEqual({ lines: [''], status: 2 });
      expect(stderr).toMatch(/^\S+cases\.json is no file of egress cases: .+\n$/);
    },
  );
});
