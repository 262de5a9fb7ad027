import { axeOn } from '../e2e/axe';
import { errorsOf, expect, test } from '../e2e/journey';
import { teamIn, type Team } from '../e2e/lived-in-team';
import { OF_COLOURS, STANDARD } from '../e2e/look';
import { expectNoSidewaysScroll } from '../e2e/playground';
import { TEAM_SCREENS } from '../e2e/team-screens';
import { DESK, PHONE, picture, SCHEMES, visitor } from './picture';

let team: Team;
test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  team = await teamIn(browser);
});
test.afterAll(() => team.close());

for (const { name, as, isLong = false, show, forgiven } of TEAM_SCREENS)
  test(`${name}: shown, and for everyone`, async ({ browser }) => {
    for (const size of [DESK, PHONE]) {
      const page = await visitor(browser, size, {
        baseURL: team.origin,
        ...(as === 'ada' && { storageState: team.state }),
      });
      const errors = errorsOf(page);
      await show(page, team);
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme });
        await picture(page, `${name}-${size.name}-${colorScheme}`, isLong);
        const axe = axeOn(page);
        const { violations } = await (
          colorScheme === 'light' ? axe.withTags(STANDARD) : axe.withRules(OF_COLOURS)
        ).analyze();
        const found = violations.map(({ id, nodes }) => [
          id,
          ...nodes.map(({ html, any }) => `${html.slice(0, 200)}: ${any[0]?.message ?? ''}`),
        ]);
        expect.soft(found, `${name}, ${size.name} px, ${colorScheme}`).toEqual([]);
      }
      await expectNoSidewaysScroll(page);
      const blamed = errors.filter((text) => forgiven?.test(text) !== true);
      expect.soft(blamed, 'errors in the console').toEqual([]);
      await page.context().close();
    }
  });
