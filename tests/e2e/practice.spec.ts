import { expect, test } from '@playwright/test';

test('a person logs in to the practice site and out again', async ({ page, context }) => {
  await page.goto('/practice');
  await page.getByRole('link', { name: '/practice/login' }).click();
  await page.getByLabel('User name').fill('admin');
  await page.getByLabel('Password').fill('password');
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByRole('heading', { name: 'Hello, admin' })).toBeVisible();
  const names = (await context.cookies()).map(({ name, path }) => `${name} ${path}`);
  expect(names.sort()).toEqual(['practice_csrf /practice', 'practice_session /practice']);
  await page.getByRole('button', { name: 'Log out' }).click();
  await expect(page).toHaveURL(/\/practice\/login$/);
  await page.goto('/practice/account');
  await expect(page.getByRole('heading', { name: 'Not logged in' })).toBeVisible();
});

test('the practice site answers through Next as it does alone', async ({ request }) => {
  const login = await request.post('/practice/api/login', {
    form: { username: 'admin', password: 'password' },
  });
  expect(login.status()).toBe(200);
  expect(await (await request.get('/practice/api/account')).json()).toMatchObject({ user: 'admin' });
  const hops = await request.get('/practice/redirect/3');
  expect(await hops.json()).toMatchObject({
    cookies: { practice_hop_3: 'seen', practice_hop_2: 'seen', practice_hop_1: 'seen' },
  });
  const echo = await request.fetch('/practice/api/echo?a=1', { method: 'PATCH', data: 'text' });
  expect(await echo.json()).toMatchObject({ method: 'PATCH', query: [['a', '1']], body: { text: 'text' } });
  expect((await request.get('/practice/', { maxRedirects: 0 })).status()).toBe(200);
  expect((await request.head('/practice/api/products')).status()).toBe(200);
  expect((await request.get('/practice/nothing')).status()).toBe(404);
});
