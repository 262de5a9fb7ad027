import { startTarget, type Target } from '../support/target-server';
import { expect, test } from './journey';
import { fillPairs, openPlayground, requestPart, responseView, sendFor } from './playground';

let away: Target;
let target: Target;
test.beforeAll(async () => {
  away = await startTarget((_request, response) => response.end('there'));
  target = await startTarget((_request, response) =>
    response.writeHead(302, { location: `${away.url}/end` }).end(),
  );
});
test.afterAll(async () => {
  await target.close();
  await away.close();
});

test('Why tells whose each value was, what it overrode, and what a redirect left behind', async ({
  page,
}) => {
  await openPlayground(page);
  await fillPairs(await requestPart(page, 'Headers'), 'Header', [
    ['User-Agent', 'mine/1'],
    ['X-Api-Key', 'k'],
  ]);
  await sendFor(page, '200', `${target.url.replace('//', '//who:hidden@')}/start?q=1`, 'POST');
  const why = await responseView(page, 'Why');
  const first = why.getByRole('region', { name: 'Why, of hop 1' });
  await expect(
    first.getByRole('row', { name: /^User-Agent mine\/1 request .*in place of the default/ }),
  ).toBeVisible();
  await expect(first.getByRole('row', { name: /^Accept \*\/\* default / })).toBeVisible();
  await expect(
    first.getByRole('row', { name: /^Authorization Basic .* URL made from user and password/ }),
  ).toBeVisible();
  await expect(first.getByRole('row', { name: /^maxRedirects 30 default/ })).toBeVisible();

  const second = why.getByRole('region', { name: 'Why, of hop 2' });
  await expect(second.getByRole('row', { name: /^X-Api-Key removed by redirect .* R39$/ })).toBeVisible();
  await expect(second.getByRole('row', { name: /^Authorization removed by redirect .* R91$/ })).toBeVisible();
  await expect(second.getByRole('row', { name: /^method GET redirect a 302 makes a GET/ })).toBeVisible();
  await expect(why.getByText('hidden@')).toHaveCount(0);
});
