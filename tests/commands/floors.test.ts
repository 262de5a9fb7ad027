import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Versions below which a known weakness is (SECURITY.md). `npm audit` cannot be asked everywhere; this can. */
const FLOORS: Readonly<Record<string, string>> = {
  next: '16.4.1',
  react: '19.2.8',
  'react-dom': '19.2.8',
  undici: '7.29.0',
};

interface Lock {
  packages: Record<string, { version?: string; hasInstallScript?: boolean }>;
}
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string>>;

const isBelow = (version: string, floor: string): boolean =>
  version.localeCompare(floor, 'en', { numeric: true }) < 0;

describe('dependencies', () => {
  it.each(Object.entries(FLOORS))('%s is nowhere below %s, however deep', (name, floor) => {
    const versions = Object.entries(lock.packages)
      .filter(([at]) => at.endsWith(`node_modules/${name}`))
      .map(([, { version }]) => version ?? '0');
    expect(versions.length).toBeGreaterThan(0);
    expect(versions.filter((version) => isBelow(version, floor))).toEqual([]);
    const [installed] = versions;
    const there = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as {
      version: string;
    };
    expect(there.version).toBe(installed);
  });

  it('are pinned exactly', () => {
    const ranges = ['dependencies', 'devDependencies', 'overrides'].flatMap((group) =>
      Object.entries(manifest[group] ?? {}).filter(
        ([, version]) => !/^(npm:[^@]*@[^@]+@)?\d+\.\d+\.\d+[\w.-]*$/.test(version),
      ),
    );
    expect(ranges).toEqual([]);
  });

  it('run no script when they are installed', () => {
    expect(readFileSync('.npmrc', 'utf8')).toMatch(/^ignore-scripts\s*=\s*true$/m);
  });
});
