import { axeOn } from '../e2e/axe';
import { errorsOf, expect, test } from '../e2e/journey';
import { liveIn, type LivedIn } from '../e2e/lived-in';
import { STANDARD, WIDE } from '../e2e/look';
import { expectNoSidewaysScroll } from '../e2e/playground';
import { SCREENS } from '../e2e/screens';

// Pictures of all steps for the case that one fails would take longer than the steps.
test.use({ trace: 'off', screenshot: 'off' });

let lived: LivedIn;
test.beforeAll(async ({ browser, origin }) => {
  test.setTimeout(180_000);
  lived = await liveIn(browser, origin);
});
test.afterAll(() => lived.close());

for (const { name, show } of SCREENS)
  test(`${name}: for everyone, light and dark`, async ({ browser, origin }) => {
    test.setTimeout(180_000);
    const context = await browser.newContext({
      viewport: WIDE,
      baseURL: origin,
      storageState: lived.state,
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    const errors = errorsOf(page);
    await show(page, lived);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await axeOn(page).withTags(STANDARD).analyze();
      const found = violations.map(({ id, nodes }) => [
        id,
        ...nodes.map(({ html, any }) => `${html.slice(0, 200)}: ${any[0]?.message ?? ''}`),
      ]);
      expect.soft(found, `${name}, ${colorScheme}`).toEqual([]);
    }
    await expectNoSidewaysScroll(page);
    const blamed = errors.filter((text) => name !== 'not-found' || !text.includes('404'));
    expect.soft(blamed, 'errors in the console').toEqual([]);
    await context.close();
  });
