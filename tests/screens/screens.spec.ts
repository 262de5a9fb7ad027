import { test } from '../e2e/journey';
import { liveIn, type LivedIn } from '../e2e/lived-in';
import { openPlayground } from '../e2e/playground';
import { SCREENS } from '../e2e/screens';
import { DESK, PHONE, picture, SCHEMES, visitor } from './picture';

const SIZES = [
  DESK,
  PHONE,
  { name: '768', width: 768, height: 1024, touch: true },
  { name: '2560', width: 2560, height: 1440, touch: false },
];
/** Of most screens there are pictures at the first two sizes; of these at all. */
const AT_ALL_SIZES = ['playground', 'sequence', 'run', 'shared'];

let lived: LivedIn;
test.beforeAll(async ({ browser, origin }) => {
  lived = await liveIn(browser, origin);
});
test.afterAll(() => lived.close());

for (const scheme of SCHEMES) {
  for (const { name, show } of SCREENS) {
    test(`${name}, ${scheme}`, async ({ browser, origin }) => {
      for (const size of AT_ALL_SIZES.includes(name) ? SIZES : SIZES.slice(0, 2)) {
        const page = await visitor(browser, size, {
          baseURL: origin,
          colorScheme: scheme,
          storageState: lived.state,
        });
        await show(page, lived);
        await picture(page, `${name}-${size.name}-${scheme}`);
        await page.context().close();
      }
    });
  }
  test(`first visit, ${scheme}`, async ({ browser, origin }) => {
    for (const size of SIZES) {
      const page = await visitor(browser, size, { baseURL: origin, colorScheme: scheme });
      await openPlayground(page);
      await picture(page, `first-visit-${size.name}-${scheme}`);
      await page.context().close();
    }
  });
}
