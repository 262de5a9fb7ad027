import type { Request } from '@playwright/test';
import { startTarget, type Target } from '../support/target-server';
import { expect, test } from './journey';
import { openPlayground, sendFor } from './playground';

/** What Chromium says of each thing that the page tries; waiting for them proves that it was tried. */
const REFUSALS = [
  'Blocked script execution',
  'Refused to execute the redirect',
  'pixel.png',
  'sheet.css',
  'Framing',
];
test.use({ forgiven: /Blocked script|Refused to execute the redirect|Content Security Policy/ });

let target: Target;
test.beforeAll(async () => {
  target = await startTarget((request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(hostilePage(`http://${request.header('host') ?? ''}`));
  });
});
test.afterAll(() => target.close());

const hostilePage = (origin: string): string => `<!doctype html><title>hostile</title>
<meta http-equiv="refresh" content="0;url=${origin}/refreshed">
<link rel="stylesheet" href="${origin}/sheet.css">
<h1>An innocent page</h1>
<img src="${origin}/pixel.png" onerror="parent.document.title='owned'">
<iframe src="${origin}/inner"></iframe>
<script>
  top.document.title = 'owned';
  top.owned = true;
  fetch('${origin}/beacon');
</script>`;

test('fault 71: a page that came is shown without its scripts, and nothing leaves its frame', async ({
  page,
}) => {
  await openPlayground(page);
  const tried: Request[] = [];
  page.on('request', (request) => {
    if (request.url().startsWith(target.url)) tried.push(request);
  });
  await sendFor(page, '200', `${target.url}/page`);
  const title = await page.title();
  const blocked = REFUSALS.map((text) =>
    page.waitForEvent('console', (message) => message.text().includes(text)),
  );
  await page.getByRole('radio', { name: 'Preview' }).check();
  const frame = page.frameLocator('iframe[title="Preview of the page"]');
  await expect(frame.getByRole('heading', { name: 'An innocent page' })).toBeVisible();
  await Promise.all(blocked);

  expect(await page.title()).toBe(title);
  expect(await page.evaluate(() => 'owned' in window)).toBe(false);
  // Chromium tells of some requests that its policy then refuses before they leave.
  const left = () => tried.filter((request) => request.failure()?.errorText !== 'csp').map((it) => it.url());
  await expect.poll(left).toEqual([]);
  expect(target.requests.map(({ url }) => url)).toEqual(['/page']);
});

test('every page has a content security policy with a nonce of its own', async ({ page }) => {
  const nonces: string[] = [];
  for (let time = 0; time < 2; time += 1) {
    const answer = await page.goto('/');
    const policy = answer?.headers()['content-security-policy'] ?? '';
    expect(policy).toContain("object-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    const scripts = policy.split('; ').find((directive) => directive.startsWith('script-src')) ?? '';
    expect(scripts).not.toContain('unsafe-inline');
    nonces.push(/'nonce-([\w+/=]{20,})'/.exec(scripts)?.[1] ?? '');
  }
  expect(nonces[0]).not.toBe('');
  expect(nonces[0]).not.toBe(nonces[1]);
});
