import { CLIENT, OAuthProvider, USER } from '../support/oauth-provider';
import { startTarget, type Target } from '../support/target-server';
import { expect, test } from './journey';
import { failure, newSession, openPlayground, outcome, requestPart, send, sendFor } from './playground';

let provider: OAuthProvider;
let server: Target;
test.beforeAll(async () => {
  provider = new OAuthProvider({ lifetime: 3600 });
  server = await startTarget((request, response) => {
    if (request.url === '/open') return response.end('fine');
    return provider.handle(request, response);
  });
});
test.afterAll(() => server.close());

test('signing in at a provider gives the session a token, and the page notices', async ({ page }) => {
  await openPlayground(page);
  const auth = await requestPart(page, 'Auth');
  await auth.getByLabel('Auth type').selectOption('OAuth 2.0');
  await auth.getByLabel('Grant').selectOption('Authorization code, with PKCE');
  await auth.getByLabel('Authorization URL').fill(`${server.url}/authorize`);
  await auth.getByLabel('Token URL').fill(`${server.url}/token`);
  await auth.getByLabel('Client ID').fill(CLIENT.clientId);
  await auth.getByLabel('Client secret', { exact: true }).fill(CLIENT.clientSecret);
  await expect(auth.getByText('/oauth/callback')).toBeVisible();

  const opened = page.context().waitForEvent('page');
  await auth.getByRole('button', { name: 'Sign in', exact: true }).click();
  const provided = await opened;
  await expect(provided.getByRole('heading', { name: 'Signed in' })).toBeVisible();
  await expect(provided.getByText('default has its token')).toBeVisible();
  await expect(provided).toHaveURL(/\/oauth\/callback$/);
  expect(await provided.evaluate(() => window.opener as unknown)).toBeNull();
  await provided.close();

  await expect(auth.getByRole('status')).toContainText('The session has a token, good until');
  await sendFor(page, '200', `${server.url}/me`);
  await auth.getByRole('button', { name: 'Forget token' }).click();
  await expect(auth.getByRole('status')).toContainText('The session has no token yet');
  await send(page, `${server.url}/me`);
  await expect(failure(page)).toContainText('Sign in first');
});

test('a token by password is fetched with the send, for the session’s own settings too', async ({ page }) => {
  await openPlayground(page);
  await newSession(page, 'by password');
  await page.getByRole('button', { name: 'More of by password' }).click();
  await page.getByRole('menuitem', { name: 'Settings…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Settings of by password' });
  await dialog.getByLabel('Auth type').selectOption('OAuth 2.0');
  await dialog.getByLabel('Grant').selectOption('Password');
  await dialog.getByLabel('Token URL').fill(`${server.url}/token`);
  await dialog.getByLabel('Client ID').fill(CLIENT.clientId);
  await dialog.getByLabel('Client secret', { exact: true }).fill(CLIENT.clientSecret);
  await dialog.getByLabel('Username').fill(USER.username);
  await dialog.getByLabel('Password', { exact: true }).fill(USER.password);
  await dialog.getByRole('button', { name: 'Save settings' }).click();
  await sendFor(page, '200', `${server.url}/me`);
  const auth = await requestPart(page, 'Auth');
  await expect(auth.getByText('OAuth 2.0, set in the session.')).toBeVisible();
});

test('a request is signed for AWS, and what was typed stays after a reload', async ({ page }) => {
  await openPlayground(page);
  const auth = await requestPart(page, 'Auth');
  await auth.getByLabel('Auth type').selectOption('AWS signature v4');
  await auth.getByLabel('Access key ID').fill('AKIDEXAMPLE');
  await auth.getByLabel('Secret access key', { exact: true }).fill('secret');
  await auth.getByLabel('Service').fill('execute-api');
  await sendFor(page, '200', `${server.url}/open`);
  expect(server.requests.at(-1)?.header('authorization')).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/us-east-1\/execute-api\/aws4_request/,
  );
  await page.reload();
  await expect(outcome(page)).toContainText('200');
  await expect(auth.getByLabel('Access key ID')).toHaveValue('AKIDEXAMPLE');
});
