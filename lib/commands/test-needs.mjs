import { access } from 'node:fs/promises';
import { run } from './process.mjs';

const CHROMIUM = '/usr/bin/chromium';

/**
 * Makes sure of what the tests need beside npm's packages: a Chromium and Python's httpbin. Where they are missing they
 * are installed if this machine lets us.
 * @returns {Promise<string[]>} what is still missing, each as a sentence that says what to do
 */
export async function ensureTestNeeds() {
  const missing = [];
  if (!(await hasBrowser()) && !(await installBrowser())) {
    missing.push(
      'No Chromium for the browser tests: run `npx playwright install chromium`, or install one as /usr/bin/chromium.',
    );
  }
  if (!(await hasHttpbin()) && !(await installDebian('python3-httpbin', hasHttpbin))) {
    missing.push(
      'No httpbin for the tests against a foreign server: run `apt-get install python3-httpbin` (Debian, Ubuntu).',
    );
  }
  return missing;
}

async function hasBrowser() {
  if (await exists(CHROMIUM)) return true;
  const { chromium } = await import('@playwright/test');
  return exists(chromium.executablePath());
}

/** Playwright's own download first; it is refused behind some firewalls, where Debian's package does. */
async function installBrowser() {
  console.log('test: fetching a browser');
  await run('bin:playwright', ['install', 'chromium'], {
    quiet: true,
    env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' },
  });
  return (await hasBrowser()) || (await installDebian('chromium', hasBrowser));
}

async function hasHttpbin() {
  const { code } = await run('/usr/bin/python3', ['-c', 'import httpbin, werkzeug'], { quiet: true });
  return code === 0;
}

async function installDebian(name, isThere) {
  if (process.getuid?.() !== 0 || !(await exists('/usr/bin/apt-get'))) return false;
  console.log(`test: installing ${name}`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { quiet: true, env });
  const { output } = await run('apt-get', ['install', '-q', '-y', '--no-install-recommends', name], {
    quiet: true,
    env,
  });
  const there = await isThere();
  if (!there) process.stderr.write(output);
  return there;
}

function exists(file) {
  return access(file).then(
    () => true,
    () => false,
  );
}
