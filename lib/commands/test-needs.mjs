import { access } from 'node:fs/promises';
import { run } from './process.mjs';

const CHROMIUM = '/usr/bin/chromium';
/** The same without all that windows need: the browser tests take a third less of the processor in it. */
const WINDOWLESS = '/usr/lib/chromium/chromium-headless-shell';

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
  // Only ever a wish: what Debian has not, or this machine may not, the tests do without.
  if ((await exists(CHROMIUM)) && !(await exists(WINDOWLESS))) await installDebian('chromium-headless-shell');
  const lacking = [];
  for (const need of DEBIAN) if (!(await need[1]())) lacking.push(need);
  if (lacking.length > 0) await installDebian(...lacking.map(([name]) => name));
  for (const [name, isThere, what] of lacking) {
    if (!(await isThere())) missing.push(`No ${what}: run \`apt-get install ${name}\` (Debian, Ubuntu).`);
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
  if ((await exists(WINDOWLESS)) || (await exists(CHROMIUM))) return true;
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
  if (!(await hasBrowser())) await installDebian('chromium');
  return hasBrowser();
}

async function hasPython(modules) {
  const { code } = await run('/usr/bin/python3', ['-c', `import ${modules}`], { quiet: true });
  return code === 0;
}

async function hasProgram(name) {
  const { code } = await run(name, ['--version'], { quiet: true });
  return code === 0;
}

let isUpdated = false;

/** All or none of them; says so itself when it could not. */
async function installDebian(...names) {
  if (process.getuid?.() !== 0 || !(await exists('/usr/bin/apt-get'))) return;
  console.log(`test: installing ${names.join(', ')}`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  if (!isUpdated) await run('apt-get', [...PATIENCE, 'update', '-q'], { quiet: true, env });
  isUpdated = true;
  const install = [...PATIENCE, 'install', '-q', '-y', '--no-install-recommends', ...names];
  const { code, output } = await run('apt-get', install, { quiet: true, env });
  if (code !== 0) process.stderr.write(output);
}

/** Behind a firewall that answers nothing, no more than this is waited for. */
const PATIENCE = ['-o', 'Acquire::Retries=1', '-o', 'Acquire::http::Timeout=15'];

function exists(file) {
  return access(file).then(
    () => true,
    () => false,
  );
}
