import { access } from 'node:fs/promises';
import { run } from './process.mjs';

const CHROMIUM = '/usr/bin/chromium';

/**
 * Makes sure of what the tests need beside npm's packages: a Chromium, Python's httpbin, requests and Django, and what
 * exported scripts are run with. Where they are missing they are installed if this machine lets us.
 * @returns {Promise<string[]>} what is still missing, each as a sentence that says what to do
 */
export async function ensureTestNeeds() {
  const missing = [];
  if (!(await hasBrowser()) && !(await installBrowser())) {
    missing.push(
      'No Chromium for the browser tests: run `npx playwright install chromium`, or install one as /usr/bin/chromium.',
    );
  }
  for (const [name, isThere, what] of DEBIAN) {
    if ((await isThere()) || (await installDebian(name, isThere))) continue;
    missing.push(`No ${what}: run \`apt-get install ${name}\` (Debian, Ubuntu).`);
  }
  return missing;
}

/** Debian's packages, how to see that they are there, and what they are for. */
const DEBIAN = [
  ['python3-httpbin', () => hasPython('httpbin, werkzeug'), 'httpbin for the tests against a foreign server'],
  ['python3-requests', () => hasPython('requests'), 'requests for exported Python programs'],
  ['python3-django', () => hasPython('django.contrib.admin'), 'Django for the test against a foreign login'],
  ['curl', () => hasProgram('curl'), 'curl for exported scripts'],
  ['jq', () => hasProgram('jq'), 'jq for exported scripts'],
];

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

async function hasPython(modules) {
  const { code } = await run('/usr/bin/python3', ['-c', `import ${modules}`], { quiet: true });
  return code === 0;
}

async function hasProgram(name) {
  const { code } = await run(name, ['--version'], { quiet: true });
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
