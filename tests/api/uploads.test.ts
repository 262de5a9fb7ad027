import { createHash, randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import type { Page } from '@/lib/model/page';
import type { Upload } from '@/lib/model/upload';
import { startTarget, type Target } from '../support/target-server';
import type { Problem } from '../support/api-client';
import { api, appUrl } from './shared-app';

async function target(): Promise<Target> {
  const started = await startTarget((_, response) => response.end('ok'));
  onTestFinished(() => started.close());
  return started;
}

/** Uploads raw bytes as a program would. */
async function upload(body: Uint8Array<ArrayBuffer>, query = '', type?: string): Promise<Upload> {
  const answer = await fetch(`${appUrl}/api/v1/uploads${query}`, {
    method: 'POST',
    body,
    headers: { authorization: `Bearer ${api.token}`, ...(type && { 'content-type': type }) },
  });
  expect(answer.status).toBe(201);
  return (await answer.json()) as Upload;
}

const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('uploads', () => {
  it('R68 a file of 20 MB is kept, and arrives whole when it is sent', async () => {
    const bytes = randomBytes(20 * 1024 * 1024 + 3);
    const kept = await upload(bytes, '?filename=b%C3%ADg.bin', 'application/x-thing');
    expect(kept).toMatchObject({
      filename: 'bíg.bin',
      size: bytes.length,
      contentType: 'application/x-thing',
    });
    const server = await target();
    const { id } = await api.session();
    const exchange = await api.send(id, {
      method: 'PUT',
      url: server.url,
      body: { type: 'file', upload: kept.id, contentType: 'application/x-thing' },
    });
    expect(exchange.error).toBeNull();
    expect(exchange.request.body).toMatchObject({ size: bytes.length, truncated: true });
    const [arrived] = server.requests;
    expect(arrived?.header('content-length')).toBe(String(bytes.length));
    expect(arrived?.header('content-type')).toBe('application/x-thing');
    expect(sha(arrived?.body ?? Buffer.alloc(0))).toBe(sha(bytes));
  });

  it('R69 is a part of a multipart body, beside fields', async () => {
    const kept = await upload(Buffer.from('the file'), '?filename=a.txt');
    const server = await target();
    const { id } = await api.session();
    await api.send(id, {
      method: 'POST',
      url: server.url,
      body: {
        type: 'multipart',
        parts: [
          { name: 'f', upload: kept.id },
          { name: 'n', value: 1 },
        ],
      },
    });
    const [arrived] = server.requests;
    const form = await new Response(new Uint8Array(arrived?.body ?? []), {
      headers: { 'content-type': arrived?.header('content-type') ?? '' },
    }).formData();
    expect(form.get('n')).toBe('1');
    expect(await (form.get('f') as File).text()).toBe('the file');
    expect((form.get('f') as File).name).toBe('a.txt');
  });

  it('are listed and deleted, and one that is gone is said so before anything is sent', async () => {
    const kept = await upload(Buffer.from('x'));
    expect(kept).toMatchObject({ filename: null, size: 1, contentType: null });
    const { items } = await api.done<Page<Upload>>('GET', '/uploads?limit=200');
    expect(items).toContainEqual(kept);
    expect((await api.call('DELETE', `/uploads/${kept.id}`)).status).toBe(204);
    expect((await api.call('DELETE', `/uploads/${kept.id}`)).status).toBe(404);
    const server = await target();
    const { id } = await api.session();
    const body = { type: 'file', upload: kept.id } as const;
    const { error } = await api.send(id, { method: 'POST', url: server.url, body });
    expect(error).toMatchObject({ code: 'invalid_body', reason: 'upload_missing', field: 'body' });
    expect(server.requests).toEqual([]);
  });

  it('one whose bytes another instance has is told apart', async () => {
    const kept = await upload(Buffer.from('x'));
    const folder = path.join(inject('appDataDir'), 'uploads', 'local-workspace-000000');
    await rm(path.join(folder, kept.id));
    const { id } = await api.session();
    const { error } = await api.send(id, {
      method: 'POST',
      url: 'http://127.0.0.1:9/',
      body: { type: 'file', upload: kept.id },
    });
    expect(error).toMatchObject({ code: 'invalid_body', reason: 'upload_elsewhere', field: 'body' });
  });

  it('one that announces more than is allowed is refused before its bytes come', async () => {
    const answer = await new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
      const call = httpRequest(`${appUrl}/api/v1/uploads`, {
        method: 'POST',
        headers: { authorization: `Bearer ${api.token}`, 'content-length': 600 * 1024 * 1024 },
      });
      call.on('response', (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => {
          resolve({ status: response.statusCode, text });
          call.destroy();
        });
      });
      call.on('error', reject);
      call.flushHeaders();
    });
    expect(answer.status).toBe(413);
    expect((JSON.parse(answer.text) as Problem).code).toBe('too_large');
  });
});
