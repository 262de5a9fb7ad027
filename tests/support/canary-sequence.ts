import type { SequenceInput, StepInput } from '@/lib/model/sequence';
import { base64, github, jwt, key, plant } from './canaries';
import { bodySteps } from './canary-bodies';

/** Steps with a secret in every place that a step can hold one; all of them run, whatever comes of each. */
export function plantedSequence(origin: string): SequenceInput {
  const known = plant('secret variable');
  const host = new URL(origin).host;
  return {
    name: `Flow ${plant('name of the sequence', key)}`,
    description: `Log in with password: ${plant('description')} first.`,
    variables: [
      { name: 'known', default: known, secret: true, prompt: `not ${plant('prompt of a variable', key)}` },
      { name: 'plain', default: plant('variable with a harmless name', jwt) },
      { name: 'apiKey', default: plant('variable with a telling name') },
    ],
    steps: [
      ...requestSteps(origin, host),
      ...bodySteps(origin),
      ...disguisedSteps(origin, known),
      ...answeredSteps(origin),
    ].map((step): StepInput => ({ ...step, onFailure: 'continue' })),
  };
}

function requestSteps(origin: string, host: string): StepInput[] {
  const url = `${origin}/echo`;
  return [
    {
      id: plant('id of a step', key),
      name: `step ${plant('name of a step', github)}`,
      request: {
        url: `http://user:${plant('password in a URL')}@${host}/echo/${plant('path', key)}?access_token=${plant('query')}#token=${plant('fragment')}`,
        params: [
          ['api_key', plant('parameter')],
          ['page', '2'],
        ],
        headers: [
          ['Authorization', `Bearer ${plant('Authorization header')}`],
          ['Cookie', `sid=${plant('Cookie header')}; theme=dark`],
          ['X-Api-Key', plant('key in a header')],
          ['Referer', `https://elsewhere.test/?token=${plant('token in Referer')}`],
          ['X-Note', `see ${plant('key inside a header', github)}`],
        ],
      },
    },
    {
      name: 'cookies and auth of the request',
      request: {
        url,
        cookies: { sid: plant('cookie of the request') },
        auth: { type: 'bearer', token: plant('bearer token') },
        variables: { secret: plant('variable of the request') },
      },
    },
    {
      name: 'digest',
      request: { url, auth: { type: 'digest', username: 'u', password: plant('digest password') } },
    },
    {
      name: 'key',
      request: { url, auth: { type: 'apiKey', in: 'header', name: 'X-Mine', value: plant('API key') } },
    },
    {
      name: 'aws',
      request: {
        url,
        auth: {
          type: 'awsSigV4',
          accessKeyId: 'id',
          secretAccessKey: plant('AWS key'),
          region: 'r',
          service: 's',
        },
      },
    },
    {
      name: 'oauth',
      request: {
        url,
        auth: {
          type: 'oauth2',
          grant: 'client_credentials',
          tokenUrl: `${origin}/token?client_secret=${plant('token URL')}`,
          clientId: 'app',
          clientSecret: plant('client secret'),
        },
      },
    },
  ];
}
/** The secret variable, written out under harmless names. */
function disguisedSteps(origin: string, known: string): StepInput[] {
  return [
    {
      name: 'disguised',
      request: {
        method: 'POST',
        url: `${origin}/echo?q=${encodeURIComponent(encodeURIComponent(known))}`,
        headers: [
          ['X-Literal', known],
          ['X-Base64', base64(`me:${known}`)],
          ['X-Hex', Buffer.from(known).toString('hex')],
        ],
        body: {
          type: 'text',
          text: `x = "${Array.from(known, (c) => `\\u00${c.charCodeAt(0).toString(16)}`).join('')}"`,
        },
      },
      extract: [{ variable: 'seen', from: 'regex', expression: `(${known}|${plant('expression', key)})` }],
      assert: [
        { source: 'body', operator: 'contains', value: known },
        { source: 'cookie', expression: 'sid', operator: 'equals', value: plant('expected cookie') },
        { source: 'json', expression: '$.access_token', operator: 'equals', value: plant('expected JSON') },
        {
          source: 'header',
          expression: 'X-Auth-Token',
          operator: 'notEquals',
          value: plant('expected header'),
        },
      ],
    },
  ];
}

/** What the target answers is full of secrets too. */
function answeredSteps(origin: string): StepInput[] {
  return [
    {
      name: 'login',
      request: { url: `${origin}/login` },
      extract: [
        { variable: 'taken', from: 'json', expression: '$.other', secret: true },
        { variable: 'session_token', from: 'json', expression: '$.third' },
      ],
      assert: [
        { source: 'json', expression: '$.access_token', operator: 'equals', value: 'x' },
        { source: 'cookie', expression: 'answered', operator: 'equals', value: 'x' },
        { source: 'header', expression: 'X-Auth-Token', operator: 'equals', value: 'x' },
      ],
    },
    { name: 'page', request: { url: `${origin}/page` } },
    { name: 'again', request: { url: `${origin}/login` } },
    { name: 'picture', request: { url: `${origin}/picture` } },
    { name: 'echo', request: { url: `${origin}/echo` } },
  ];
}
