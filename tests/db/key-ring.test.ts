import { randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { addToKeyFile, makeKeyFile, readKeyFile } from '@/lib/crypto/key-file';
import { KeyRing } from '@/lib/crypto/key-ring';
import { SECRET, temporaryFolder } from '../support/database';

const newSecret = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;

describe('the key', () => {
  it('is made once, readable by its owner alone, and the same for all who ask at once', () => {
    const folder = temporaryFolder();
    const rings = [makeKeyFile(folder), makeKeyFile(folder), makeKeyFile(folder)];
    const file = path.join(folder, 'secret.key');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const sealed = rings[0]?.seal('p', Buffer.from('x')) ?? Buffer.alloc(0);
    expect(rings.map((ring) => ring.open('p', sealed).toString())).toEqual(['x', 'x', 'x']);
    expect(readFileSync(file, 'utf8')).toMatch(/^k1:[A-Za-z0-9+/]{43}=\n$/);
  });

  it('that is added is found by whoever has the older ones, which stay', () => {
    const folder = temporaryFolder();
    const running = makeKeyFile(folder);
    const old = running.seal('p', Buffer.from('old'));
    expect(addToKeyFile(folder)).toBe('k2');
    const later = readKeyFile(folder);
    const sealed = later?.seal('p', Buffer.from('new')) ?? Buffer.alloc(0);
    expect([running.nameOf(old), running.nameOf(sealed)]).toEqual(['k1', null]);
    expect(running.open('p', sealed).toString()).toBe('new');
    expect(running.open('p', old).toString()).toBe('old');
    expect(running.names).toEqual(['k2', 'k1']);
    expect(running.isOutdated(old)).toBe(true);
    expect(statSync(path.join(folder, 'secret.key')).mode & 0o777).toBe(0o600);
  });

  it.each(['', 'nonsense', 'k1:short', `k1:${Buffer.alloc(16).toString('base64')}`, `${SECRET},${SECRET}`])(
    'refuses %j without repeating it',
    (text) => {
      let message = '';
      try {
        new KeyRing(text);
      } catch (error) {
        message = error instanceof Error ? error.message : '';
      }
      expect(message).toContain('PLAYJAR_SECRET');
      expect(text === '' || !message.includes(text)).toBe(true);
    },
  );

  it('signs for one purpose; another purpose, another value and another key do not verify', () => {
    const ring = new KeyRing(SECRET);
    const signed = ring.sign('guest', 'workspace-1');
    expect(ring.verify('guest', signed)).toBe('workspace-1');
    expect(ring.verify('other', signed)).toBeNull();
    expect(ring.verify('guest', signed.replace('workspace-1', 'workspace-2'))).toBeNull();
    expect(ring.verify('guest', 'workspace-1')).toBeNull();
    expect(ring.verify('guest', '')).toBeNull();
    expect(new KeyRing(newSecret('k2')).verify('guest', signed)).toBeNull();
    expect(new KeyRing(`${newSecret('k2')},${SECRET}`).verify('guest', signed)).toBe('workspace-1');
  });
});
