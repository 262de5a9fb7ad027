import { describe, expect, it } from 'vitest';
import { EXPORT_FORMATS, type ExportedFile, type ExportFormat } from '@/lib/model/interchange';
import { runExported } from '../support/exported-program';
import { loginSequence } from './login-sequence';
import { api, appUrl } from './shared-app';

async function exported(id: string, format: ExportFormat): Promise<ExportedFile> {
  const response = await api.fetch('GET', `/sequences/${id}/export?format=${format}`, {
    headers: { accept: 'application/json' },
  });
  expect(response.status).toBe(200);
  return (await response.json()) as ExportedFile;
}

describe('an exported program', () => {
  it.each(['python', 'curl', 'undici', 'fetch'] as const)(
    'in %s logs in with the token of the form, and ends with 1 when it could not',
    async (format) => {
      const { id } = await api.sequence(loginSequence(appUrl));
      const file = await exported(id, format);
      expect(file.warnings).toEqual([]);
      const good = await runExported(format, file, { PLAYJAR_PASSWORD: 'password' });
      expect(good).toEqual({ code: 0, printed: '3 steps done\n' });
      const bad = await runExported(format, file, { PLAYJAR_PASSWORD: 'wrong' });
      expect(bad.code).toBe(1);
      expect(bad.printed).toContain('failed: cookie practice_session exists');
      const without = await runExported(format, file);
      expect(without.code).not.toBe(0);
      expect(without.printed).toContain('PLAYJAR_PASSWORD');
    },
  );

  it.each(['python', 'curl', 'undici', 'fetch'] as const)(
    'in %s sends texts with every sign that its language minds, and checks what comes back',
    async (format) => {
      const nasty = `a"b'c\\d$e\`f{g}h#i%j&k=l\${m}!n é`;
      const { id } = await api.sequence({
        name: 'Nasty "signs" */ \'\'\' """',
        variables: [{ name: 'tricky.name', default: nasty }],
        steps: [
          {
            name: 'echo {}',
            request: {
              method: 'PUT',
              url: `${appUrl}/practice/api/echo`,
              headers: [['X-Nasty', `h"'\\$x{}`]],
              params: [['q', 'ä &+']],
              body: {
                type: 'text',
                text: `${nasty} {{tricky.name}}`,
                contentType: 'text/plain; charset=utf-8',
              },
            },
            extract: [{ variable: 'path', from: 'json', expression: '$.path' }],
            assert: [
              { source: 'json', expression: '$.method', operator: 'equals', value: 'PUT' },
              { source: 'json', expression: '$.body.text', operator: 'equals', value: `${nasty} ${nasty}` },
              { source: 'json', expression: '$.query[0][1]', operator: 'equals', value: 'ä &+' },
              { source: 'header', expression: 'Content-Type', operator: 'contains', value: 'json' },
              { source: 'body', operator: 'contains', value: `h\\"'\\\\$x{}` },
              { source: 'json', expression: '$.nothing', operator: 'notExists' },
            ],
          },
          {
            name: 'path',
            request: { url: `${appUrl}{{path}}` },
            assert: [{ source: 'json', expression: '$.path', operator: 'equals', value: '{{path}}' }],
          },
        ],
      });
      expect(await runExported(format, await exported(id, format))).toEqual({
        code: 0,
        printed: '2 steps done\n',
      });
    },
  );
});

describe('an export', () => {
  it.each(EXPORT_FORMATS)('as %s holds no secret of the sequence', async (format) => {
    const { id } = await api.sequence({
      name: 'secrets',
      variables: [{ name: 'key', default: 'canary-variable', secret: true }],
      steps: [
        {
          name: 'all places',
          request: {
            method: 'POST',
            url: `http://user:canary-userinfo@${new URL(appUrl).host}/practice/api/echo?access_token=canary-query`,
            headers: [
              ['Authorization', 'Bearer canary-authorization'],
              ['Cookie', 'sid=canary-cookie'],
            ],
            auth: { type: 'basic', username: 'admin', password: 'canary-auth' },
            timeout: 1,
            body: { type: 'json', value: { password: 'canary-json', note: 'canary-variable' } },
          },
        },
      ],
    });
    await api.run(id);
    const { text } = await exported(id, format);
    expect(text).not.toContain('canary');
    expect(text.length).toBeGreaterThan(100);
  });

  it('goes out as a file with its name, and an unknown format is refused', async () => {
    const { id } = await api.sequence({ ...loginSequence(appUrl), name: 'Größe & Co.' });
    const response = await api.fetch('GET', `/sequences/${id}/export?format=hurl`);
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="gro-e-co.hurl"');
    const text = await response.text();
    expect(text).toContain(`csrf: xpath "string(//input[@name='_csrf']/@value)"`);
    expect(text).toContain('jsonpath "$.user" == "admin"');
    expect((await api.call('GET', `/sequences/${id}/export?format=pascal`)).status).toBe(422);
    expect((await api.call('GET', '/sequences/none/export?format=curl')).status).toBe(404);
  });

  it('as HAR tells every hop of a run, its cookies and tokens masked', async () => {
    const { id } = await api.sequence(loginSequence(appUrl));
    expect((await api.call('GET', `/sequences/${id}/export?format=har`)).status).toBe(422);
    const run = await api.run(id);
    const text = (await exported(id, 'har')).text;
    const { log } = JSON.parse(text) as {
      log: { entries: { request: { method: string; url: string }; response: { status: number } }[] };
    };
    expect(log.entries.map(({ request, response }) => [request.method, response.status])).toEqual([
      ['GET', 200],
      ['POST', 303],
      ['GET', 200],
      ['GET', 200],
    ]);
    for (const { value } of run.steps.at(-1)?.jarAfter ?? []) expect(text).not.toContain(value);
    const other = await api.sequence(loginSequence(appUrl));
    expect((await api.call('GET', `/sequences/${other.id}/export?format=har&run=${run.id}`)).status).toBe(
      422,
    );
  });

  it('as Postman is a collection of v2.1 whose scripts take and check', async () => {
    const { id } = await api.sequence(loginSequence(appUrl));
    const collection = JSON.parse((await exported(id, 'postman')).text) as {
      info: { schema: string };
      item: { name: string; event?: { script: { exec: string[] } }[]; request: { body?: object } }[];
    };
    expect(collection.info.schema).toContain('/v2.1.0/');
    expect(collection.item.map(({ name }) => name)).toEqual(['form', 'login', 'account']);
    expect(collection.item[0]?.event?.[0]?.script.exec[0]).toBe(
      'pm.collectionVariables.set("csrf", require("cheerio").load(pm.response.text())("input[name=_csrf]").first().attr("value"));',
    );
    expect(collection.item[1]?.request.body).toMatchObject({
      mode: 'urlencoded',
      urlencoded: [{ key: '_csrf', value: '{{csrf}}' }, {}, { key: 'password', value: '{{password}}' }],
    });
  });
});
