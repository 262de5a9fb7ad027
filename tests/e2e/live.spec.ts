import { startTarget, type Target } from '../support/target-server';
import { expect, test } from './journey';
import { cancelButton, openPlayground, outcome, responseBody, send } from './playground';

/** Lets the target go on: set by each request. */
let goOn: () => void;
let target: Target;
test.beforeAll(async () => {
  target = await startTarget(async (request, response) => {
    const type = request.url === '/events' ? 'text/event-stream' : 'text/plain';
    response.writeHead(200, { 'content-type': type });
    for (const word of ['first', 'second', 'third']) {
      const told = new Promise<void>((resolve) => (goOn = resolve));
      response.write(request.url === '/events' ? `event: tick\ndata: ${word}\n\n` : `${word}\n`);
      await told;
    }
    response.end();
  });
});
test.afterAll(() => target.close());

test('events are shown one by one, each before the next is sent', async ({ page }) => {
  await openPlayground(page);
  await send(page, `${target.url}/events`);
  const events = page.getByRole('list', { name: 'Events' }).getByRole('listitem');
  for (const [index, word] of ['first', 'second', 'third'].entries()) {
    await expect(events).toHaveCount(index + 1);
    await expect(events.last()).toContainText(word);
    await expect(page.getByRole('status').filter({ hasText: 'Receiving' })).toBeVisible();
    goOn();
  }
  await expect(outcome(page)).toContainText('200');
  await expect(events).toHaveCount(3);
});

test('a body that is cancelled while it comes is shown as far as it came, and kept', async ({ page }) => {
  await openPlayground(page);
  await send(page, `${target.url}/text`);
  await expect(responseBody(page)).toHaveText('first\n');
  goOn();
  await expect(responseBody(page)).toHaveText('first\nsecond\n');
  await cancelButton(page).click();
  await expect(outcome(page)).toContainText('200');
  await expect(responseBody(page)).toContainText('second');
  await expect(page.getByRole('alert').filter({ hasText: 'cancelled' })).toBeVisible();
});
