import type { StepInput } from '@/lib/model/sequence';
import { base64, bytes, github, key, plant } from './canaries';

/** A secret in every kind of body. */
export function bodySteps(origin: string): StepInput[] {
  const url = `${origin}/echo`;
  const pem = plant(
    'private key',
    (body) => `-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----`,
  );
  return [
    {
      name: 'form',
      request: {
        method: 'POST',
        url,
        body: {
          type: 'form',
          fields: [
            ['password', plant('form field')],
            ['note', plant('form field by its form', key)],
          ],
        },
      },
    },
    {
      name: 'raw form',
      request: { method: 'POST', url, body: { type: 'form', fields: `a=1&passwd=${plant('raw form')}` } },
    },
    {
      name: 'json',
      request: {
        method: 'POST',
        url,
        body: {
          type: 'json',
          value: {
            password: plant('JSON value'),
            pin: 48_151_623,
            credentials: { of: { someone: plant('JSON below a telling name') } },
            tokens: [plant('JSON list')],
            [plant('JSON key', key)]: true,
          },
        },
      },
    },
    {
      name: 'json as typed',
      request: {
        method: 'POST',
        url,
        body: {
          type: 'json',
          text: `{"client_secret": "${plant('JSON as typed')}", "big": 12345678901234567890}`,
        },
      },
    },
    {
      name: 'multipart',
      request: {
        method: 'POST',
        url,
        body: {
          type: 'multipart',
          parts: [
            { name: 'password', value: plant('multipart field') },
            { name: 'file', filename: 'a.env', base64: base64(`API_KEY=${plant('multipart file')}`) },
            { name: 'picture', filename: 'a.png', base64: bytes(plant('multipart bytes')) },
          ],
        },
      },
    },
    {
      name: 'text',
      request: { method: 'POST', url, body: { type: 'text', text: `hello ${plant('text body', github)}` } },
    },
    {
      name: 'bytes',
      request: { method: 'POST', url, body: { type: 'binary', base64: bytes(plant('binary body')) } },
    },
    {
      name: 'pem',
      request: { method: 'POST', url, body: { type: 'text', text: `cert\n${pem}` } },
    },
    {
      name: 'graphql',
      request: {
        method: 'POST',
        url,
        body: {
          type: 'graphql',
          query: `{ me(token: "${plant('GraphQL query')}") { id } }`,
          variables: { secret: plant('GraphQL variable') },
        },
      },
    },
    {
      name: 'socket',
      request: {
        url: `${origin.replace('http', 'ws')}/socket`,
        socket: {
          messages: [{ text: `{"access_token":"${plant('WebSocket message')}"}` }],
          until: { count: 1 },
        },
      },
    },
  ];
}
