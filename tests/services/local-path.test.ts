import { expect, it } from 'vitest';
import { localPath } from '@/lib/services/local-path';

it('goes on to a path of ours, with its query', () => {
  for (const path of [
    '/account',
    '/join/a-b_c',
    '/workspace/audit?kind=member.joined&from=2026-01-01T00:00:00Z',
  ])
    expect(localPath(path)).toBe(path);
});

it('goes on to the playground for what is not given, or is not ours', () => {
  const foreign = [
    undefined,
    '',
    ['/account', '/workspace'],
    'https://evil.test/',
    '//evil.test',
    '/\\evil.test',
    '/a//evil.test',
    '/account?next=//evil.test',
    '/account?\r\nset-cookie: a=b',
    'javascript:alert(1)',
  ];
  for (const given of foreign) expect(localPath(given)).toBe('/');
});
