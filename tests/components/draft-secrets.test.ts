import { describe, expect, it } from 'vitest';
import { EMPTY_AUTH } from '@/components/request/auth-draft';
import { newDraft, newRow, type Draft } from '@/components/request/draft';
import { cutSecrets, cutUrl, joinSecrets } from '@/components/request/draft-secrets';

const draft: Draft = {
  ...newDraft('d'),
  url: 'https://ada:hunter2@shop.test/?page=2&api_key=k-123#top',
  auth: { ...EMPTY_AUTH, kind: 'basic', username: 'ada', password: 'pw-456' },
  headers: [
    newRow('Authorization', 'Bearer t-789'),
    newRow('Accept', 'text/html'),
    newRow('X-Token', '{{token}}'),
  ],
  form: [newRow('username', 'ada'), newRow('password', 'form-pw')],
  proxies: [newRow('https', 'http://u:proxy-pw@proxy.test')],
  json: '{"client_secret": "json-secret"}',
  text: 'a passage about passing',
  clientKey: '-----BEGIN PRIVATE KEY-----',
  basis: { version: 3, text: '{"name":"saved with pw-saved"}' },
};

describe('the secrets of a draft', () => {
  it('are all out of what the browser keeps for long', () => {
    const { open } = cutSecrets(draft);
    const kept = JSON.stringify(open);
    for (const secret of [
      'hunter2',
      'k-123',
      'pw-456',
      't-789',
      'form-pw',
      'proxy-pw',
      'json-secret',
      'PRIVATE',
      'pw-saved',
    ])
      expect(kept).not.toContain(secret);
    for (const plain of ['page=2', 'text/html', '{{token}}', '"ada"', 'a passage about passing'])
      expect(kept).toContain(plain.replaceAll('"', '"'));
  });

  it('come back to their places', () => {
    const { open, secrets } = cutSecrets(draft);
    expect(joinSecrets(open, secrets)).toEqual(draft);
  });

  it('do not undo what was typed meanwhile', () => {
    const { open, secrets } = cutSecrets(draft);
    const typed = { ...open, url: 'https://other.test/', auth: { ...open.auth, password: 'new' } };
    expect(joinSecrets(typed, secrets)).toMatchObject({
      url: 'https://other.test/',
      auth: { password: 'new' },
    });
  });

  it('of a URL are its password and the values of telling parameters', () => {
    expect(cutUrl('https://ada:pw@x.test/a?token=1&page=2')).toBe('https://ada:@x.test/a?token=&page=2');
    expect(cutUrl('http://x.test/?token={{token}}&q=a:b@c')).toBe('http://x.test/?token={{token}}&q=a:b@c');
  });
});
