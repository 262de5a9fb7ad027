import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Offer } from '@/lib/model/offer';
import type { Exchange } from '@/lib/model/exchange';
import type { StepInput } from '@/lib/model/sequence';
import { startDjango, type Django } from '../support/django';
import { api, appUrl } from './shared-app';

let django: Django;
beforeAll(async () => {
  django = await startDjango();
});
afterAll(() => django.stop());

async function offerOf(exchange: Exchange, title: string): Promise<Offer> {
  const { items } = await api.done<{ items: Offer[] }>('GET', `/exchanges/${exchange.id}/offers`);
  const found = items.find((offer) => offer.title === title);
  if (!found) throw new Error(`no offer ${title} among ${items.map((one) => one.title).join(', ')}`);
  return found;
}

/** An offered step with what a person types into its open field. */
function typed(step: StepInput, field: string, value: string): StepInput {
  return JSON.parse(JSON.stringify(step).replace(`["${field}",""]`, `["${field}","${value}"]`)) as StepInput;
}

it('Django’s admin is logged into by what its login page offers, and out again; a stranger replays it', async () => {
  const session = await api.session();
  const url = `${django.url}/admin/login/?next=/admin/`;
  const login = await offerOf(await api.get(session.id, url), 'form POST /admin/login/');
  expect(login).toMatchObject({ bound: ['csrfmiddlewaretoken', 'next'], open: ['username', 'password'] });
  const given = { password: 'django-password' };
  const user = { name: 'user', request: { url: `${django.url}/admin/auth/user/1/change/` } };
  const { id } = await api.sequence({
    name: 'Log in to Django and out',
    variables: login.variables,
    steps: [
      { name: 'form', request: { url }, extract: login.extract },
      typed(login.step, 'username', 'admin'),
      { ...user, assert: [{ source: 'body', operator: 'contains', value: 'admin@example.test' }] },
      { name: 'logout', request: { url: `${django.url}/admin/logout/` } },
      {
        name: 'closed again',
        request: { ...user.request, allowRedirects: false },
        assert: [{ source: 'status', operator: 'equals', value: 302 }],
      },
    ],
  });
  const run = await api.run(id, { variables: given });
  expect(run.steps.map(({ status }) => status)).toEqual(['passed', 'passed', 'passed', 'passed', 'passed']);
  const names = run.steps[1]?.jarAfter.map(({ name }) => name);
  expect(names?.sort()).toEqual(['csrftoken', 'sessionid']);

  const share = await api.share({ sequenceId: id, mode: 'replay' });
  const replay = await fetch(`${appUrl}/api/v1/shared/${share.token}/replays`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ variables: given }),
  });
  expect([replay.status, await replay.json()]).toMatchObject([201, { status: 'passed', stepCount: 5 }]);
});
