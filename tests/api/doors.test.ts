import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '@/lib/api/operations';
import { ApiClient } from '../support/api-client';
import { actionDoors as actions } from '../doors/action-doors';
import { apiDoors } from '../doors/api-doors';
import { knocksOf, type Door, type Knock } from '../doors/door';
import * as code from '../doors/door-list';
import { callAction, callApi, callPath, type Heard } from '../doors/knocking';
import { sequenceInput } from '../doors/inputs';
import { mixedDoors } from '../doors/mixed-doors';
import { pageDoors } from '../doors/page-doors';
import { CANARY, signInAgain, UNSHARED } from '../doors/people';
import {
  ASKERS,
  cookieVerdicts,
  OUTSIDERS,
  pageVerdicts,
  tokenVerdicts,
  type Asker,
  type Verdicts,
} from '../doors/rights';
import { routeDoors } from '../doors/route-doors';
import type { Things } from '../doors/things';
import { startWorld, type World } from '../doors/world';

const OPERATIONS = Object.keys(operations) as (keyof typeof operations)[];
const actionTable = Object.fromEntries(
  Object.entries(actions).flatMap(([file, doors]) =>
    Object.entries(doors as Record<string, Door<unknown[]>>).map(([name, door]) => [`${file}/${name}`, door]),
  ),
);

let world: World;
beforeAll(async () => {
  world = await startWorld();
}, 120_000);
afterAll(() => world.stop());

describe('the list of doors', () => {
  it('has every page, every route and every server action of the code, and nothing else', () => {
    expect(Object.keys(pageDoors).sort()).toEqual(code.pageDoors().sort());
    expect(Object.keys(actionTable).sort()).toEqual(code.actionDoors().sort());
    const served = OPERATIONS.map((id) => operations[id]).map(
      ({ method, path }) => `${method} ${path.replaceAll(/\{(\w+)\}/g, '[$1]')}`,
    );
    expect([...Object.keys(routeDoors), ...served].sort()).toEqual(code.routeDoors().sort());
  });

  it('has every action that the build lets a browser call, and server actions stand in lib/actions alone', () => {
    expect(code.serverFiles().filter((file) => !/^lib\/actions\/[\w-]+\.ts$/.test(file))).toEqual([]);
    expect(code.builtActions().filter((name) => !(name in actionTable))).toEqual([]);
  });
});

interface Opening<Asked> {
  due: Verdicts;
  knock: Knock<Asked>;
  ask: (asker: Asker, asked: Asked) => Promise<Heard>;
}

/** Whoever is refused comes first, and leaves everything as it was; then those who are let in, each to things of their own. */
async function tryAll<Asked>({ due, knock, ask }: Opening<Asked>): Promise<void> {
  const shared = await world.anew(knock.spends ?? []);
  const refused = ASKERS.filter((asker) => due[asker] !== 'done' && due[asker] !== 'own');
  await expect.poll(() => world.stored()).not.toMatch(/"(status|state)":"running"/);
  const before = world.stored();
  const heard = await Promise.all(
    refused.map(async (asker) => [asker, await ask(asker, knock.ask(shared))] as const),
  );
  expect(verdictsOf(heard)).toEqual(Object.fromEntries(refused.map((asker) => [asker, due[asker]])));
  expect(world.stored()).toBe(before);
  for (const [asker, { text }] of heard) {
    if (!OUTSIDERS.includes(asker) && due[asker] !== 'missing') continue;
    const never = await ask(asker, knock.ask(world.never));
    expect(plain(text, shared), `${asker} can tell it from one that never was`).toBe(
      plain(never.text, shared),
    );
    expect(text).not.toContain(CANARY);
  }
  await letIn({ due, knock, ask });
}

async function letIn<Asked>({ due, knock, ask }: Opening<Asked>): Promise<void> {
  for (const asker of ASKERS.filter((one) => due[one] === 'done' || due[one] === 'own')) {
    const { verdict, text } = await ask(asker, knock.ask(await world.anew(knock.spends ?? [])));
    expect([asker, verdict]).toEqual([asker, 'done']);
    if (asker !== 'owner') expect(text, `${asker} sees what was not shared`).not.toContain(UNSHARED);
    if (due[asker] === 'own') expect(text, `${asker} sees something of the workspace`).not.toContain(CANARY);
    if (knock.spends?.includes('membership')) await world.rejoin(asker);
  }
}

function verdictsOf(heard: (readonly [Asker, Heard])[]) {
  return Object.fromEntries(heard.map(([asker, { verdict }]) => [asker, verdict]));
}

/**
 * What is left of an answer without the id that was asked for, and without what each page or new guest has anew. A page's
 * data comes in rows, each when it is ready: their order says which came first and nothing else.
 */
function plain(text: string, things: Things): string {
  const told = Object.values(things as unknown as Record<string, string>)
    .reduce((all, id) => all.replaceAll(id, 'never-was'), text)
    .replaceAll(/(nonce|workspaceId|madeAt)(=|\\?":)\\?"[^"\\]*\\?"/g, '$1');
  const inOneScript = told.replaceAll(/"\]\)<\/script><script nonce>self\.__next_f\.push\(\[1,"/g, '');
  return inOneScript.split('\\n').sort().join('\n');
}

function each<Asked>(doors: Record<string, Door<Asked>>): [string, Knock<Asked>][] {
  return Object.entries(doors).flatMap(([name, door]) =>
    knocksOf(door).map((knock): [string, Knock<Asked>] => [name, knock]),
  );
}

describe('operations of the API', () => {
  it.each(each(apiDoors))('fault 69: %s', async (id, knock) => {
    await tryAll({
      knock,
      due: { ...tokenVerdicts(knock.right), ...knock.but },
      ask: (asker, asked) => callApi(world, asker, id as keyof typeof operations, asked),
    });
  });
});

describe('a thing of another workspace', () => {
  it.each(mixedDoors)('is not to be had through %s of a thing of one’s own', async (id, ask) => {
    const api = new ApiClient(world.url, world.keys.stranger.token);
    const { id: session } = await api.session();
    const { id: sequence } = await api.sequence(sequenceInput('own', world.things.target));
    const own = { session, sequence, run: (await api.run(sequence)).id };
    const before = world.stored();
    const [theirs, never] = [
      await callApi(world, 'stranger', id, ask(own, world.things)),
      await callApi(world, 'stranger', id, ask(own, world.never)),
    ];
    expect(theirs).toEqual({ verdict: 'missing', text: never.text });
    expect(world.stored()).toBe(before);
  });
});

describe('pages', () => {
  it.each(each(pageDoors))('fault 69: %s', async (_address, knock) => {
    await tryAll({
      knock,
      due: { ...pageVerdicts(knock.right), ...knock.but },
      ask: (asker, asked) => callPath(world, asker, 'GET', asked),
    });
  });
});

describe('routes and streams of the page', () => {
  it.each(each(routeDoors))('fault 69: %s', async (name, knock) => {
    await tryAll({
      knock,
      due: { ...cookieVerdicts(knock.right), ...knock.but },
      ask: (asker, asked) => callPath(world, asker, name.split(' ')[0] ?? '', asked),
    });
  });
});

describe('server actions', () => {
  it.each(each(actionTable))('fault 69: %s', async (name, knock) => {
    await tryAll({
      knock,
      due: { ...cookieVerdicts(knock.right), ...knock.but },
      ask: async (asker, args) => {
        const person = knock.endsLogin && world.people[asker];
        const browser = person ? (await signInAgain(person)).browser : world.keys[asker].browser;
        return callAction(world, asker, name as `${string}/${string}`, args, browser);
      },
    });
  });
});

describe('a page of another site', () => {
  const writes = Object.entries(routeDoors).filter(
    // Its address is a secret of the visitor's own, and pages that tell no referrer send no Origin with it.
    ([name]) => /^(POST|DELETE) \/live/.test(name),
  );
  const foreign = () => [null, 'null', 'http://evil.example', `${world.url}.evil.example`];
  const refused = ({ status }: Response, text: string) =>
    status >= 400 || text.includes('"code":"forbidden"');

  it.each(each(actionTable))('cannot have %s done in an owner’s name', async (name, knock) => {
    const { browser } = world.keys.owner;
    const args = knock.ask(world.things);
    const before = world.stored();
    for (const origin of foreign()) {
      const response = await browser.call(name as `${string}/${string}`, args, origin);
      expect(refused(response, await response.text()), `Origin ${origin ?? 'absent'}`).toBe(true);
    }
    expect(world.stored()).toBe(before);
  });

  it.each(each(Object.fromEntries(writes)))('cannot have %s done in an owner’s name', async (name, knock) => {
    const { browser } = world.keys.owner;
    const { path, body } = knock.ask(world.things);
    const before = world.stored();
    for (const origin of foreign()) {
      const response = await browser.fetch(path, {
        method: name.split(' ')[0] ?? '',
        headers: { ...(origin !== null && { origin }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      expect(refused(response, await response.text()), `Origin ${origin ?? 'absent'}`).toBe(true);
    }
    expect(world.stored()).toBe(before);
  });

  it('cannot use a browser’s cookies for the API', async () => {
    for (const id of OPERATIONS.filter((one) => !('open' in operations[one]))) {
      const { method, path } = operations[id];
      const response = await world.keys.owner.browser.fetch(
        path.replaceAll(/\{\w+\}/g, world.things.session),
        {
          method,
          headers: { origin: world.url },
        },
      );
      expect([id, response.status]).toEqual([id, 401]);
    }
  });
});
