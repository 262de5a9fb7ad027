import type { Page } from '@playwright/test';
import { startTarget, type Target } from '../support/target-server';
import { expect, test } from './journey';
import { makeLink, newSession, openPlayground, responseView, saveToNewSequence, sendFor } from './playground';

// The preview of a page stands in a frame without scripts, and Chromium says so.
test.use({ forgiven: /Blocked script execution|Content Security Policy/ });

let target: Target;
let origin: string;
test.beforeAll(async () => {
  target = await startTarget(({ url }, response) => {
    const kind = /^\/(\w+)/.exec(url)?.[1] ?? '';
    const [type, body] = Object.entries(bodies).find(([name]) => name === kind)?.[1] ?? ['text/plain', ''];
    response.writeHead(200, CORPUS[0].replaceAll(/[^\x20-\x7e]/g, ''), [
      ...['Content-Type', type],
      ...CORPUS.flatMap((text, n) => [`X-Note-${n}`, text]),
      ...CORPUS.flatMap((text, n) => ['Set-Cookie', `${text.replaceAll(/[=;]/g, '')}${n}=${text}; Path=/`]),
      ...['Link', '<javascript:owned=1>; rel="next"; title="<img src=/leak/link>"'],
      ...['Content-Disposition', `inline; filename="<img src=/leak/name>.html"`],
    ]);
    response.end(body);
  });
  origin = target.url;
});
test.afterAll(() => target.close());

/** What becomes a script, or a request, wherever text is taken for markup, an attribute, a URL or a template. */
const CORPUS = [
  '<img src=/leak/a onerror="owned=1">',
  '"><svg onload=owned=1>',
  "'-owned=1-'",
  'javascript:owned=1',
  '</script><script>owned=1</script>',
  '${owned=1}#{owned=1}[[constructor.constructor(`owned=1`)()]]',
  '<iframe srcdoc="<script>parent.owned=1</script>">',
  '</textarea><style>@import "/leak/b";</style>',
] as const;

const bodies = {
  html: ['text/html', `<!doctype html>${CORPUS.join('\n')}<a href="javascript:owned=1">go</a>`],
  svg: [
    'image/svg+xml',
    '<svg xmlns="http://www.w3.org/2000/svg" onload="top.owned=1"><script>top.owned=1</script></svg>',
  ],
  json: ['application/json', JSON.stringify(Object.fromEntries(CORPUS.map((text) => [text, [text]])))],
  xml: [
    'application/xml',
    `<a xmlns:h="http://www.w3.org/1999/xhtml"><h:script>top.owned=1</h:script><h:img src="/leak/c"/></a>`,
  ],
  text: ['text/plain', CORPUS.join('\n')],
} as const;

async function lookEverywhere(page: Page): Promise<void> {
  for (const name of ['Headers', 'Cookies', 'Hops', 'Timing', 'Body']) await responseView(page, name);
  await expect(page.getByRole('link', { name: 'Download body' })).toBeVisible();
  for (const way of await page.getByRole('radiogroup', { name: 'Show body as' }).getByRole('radio').all())
    await way.check();
}

for (const kind of Object.keys(bodies)) {
  test(`fault 71: what a hostile target answers runs nothing and loads nothing: ${kind}`, async ({
    page,
  }) => {
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    const began = target.requests.length;
    await openPlayground(page);
    await sendFor(page, '200', `${origin}/${kind}?q=${CORPUS[0]}#${CORPUS[1]}`);
    await lookEverywhere(page);
    const jar = page.getByRole('button', { name: /cookies?$/i }).first();
    if (await jar.isVisible()) await jar.click();
    expect(await page.evaluate(() => 'owned' in window)).toBe(false);
    expect(dialogs).toEqual([]);
    expect(target.requests.slice(began).map(({ url }) => url.split('?')[0])).toEqual([`/${kind}`]);
  });
}

test('fault 71: names of sessions, sequences and steps are text, in the playground, on their pages and behind a link', async ({
  page,
  browser,
}) => {
  const began = target.requests.length;
  const owned = (on: Page): Promise<boolean> => on.evaluate(() => 'owned' in window);
  await openPlayground(page);
  await newSession(page, CORPUS[0]);
  await sendFor(page, '200', `${origin}/text?q=${CORPUS[4]}`);
  await saveToNewSequence(page, CORPUS[4]);
  await page.getByRole('link', { name: CORPUS[4] }).first().click();
  await expect(page.getByRole('heading', { name: CORPUS[4] })).toBeVisible();
  await page.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog');
  const link = await makeLink(dialog);
  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(link);
  await expect(stranger.getByRole('heading', { name: CORPUS[4] })).toBeVisible();
  expect([await owned(page), await owned(stranger)]).toEqual([false, false]);
  expect(target.requests.slice(began).map(({ url }) => url.split('?')[0])).toEqual(['/text']);
  await stranger.context().close();
});
