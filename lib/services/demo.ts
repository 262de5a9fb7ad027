import 'server-only';
import type { SequenceInput } from '@/lib/model/sequence';
import type { Member } from './member';
import { createSequence } from './sequences';
import { createSession } from './sessions';

/** Who logs in. A link keeps the password out, and its prompt tells it to whoever replays. */
const WHO: SequenceInput['variables'] = [
  { name: 'username', default: 'admin' },
  {
    name: 'password',
    default: 'password',
    secret: true,
    prompt: 'Password of the practice site (it is “password”)',
  },
];

/**
 * The worked example against the practice site: a form with a CSRF token, the login that takes it, and the page that
 * only a logged-in session gets. Makes a session and a sequence to run in it.
 * @param origin where this Playjar is reached, since the practice site is part of it
 */
export async function createLoginDemo(
  member: Member,
  origin: string,
): Promise<{ sessionId: string; sequenceId: string }> {
  const session = await createSession(member, { name: 'Practice login' });
  const sequence = await createSequence(member, {
    name: 'Log in to the practice site',
    description:
      'Fetch the form, post it with its CSRF token, then open the page that needs the login’s cookie.',
    variables: WHO,
    steps: [
      {
        name: 'Open the login form',
        request: { url: `${origin}/practice/login` },
        extract: [{ variable: 'csrf', from: 'css', expression: 'input[name=_csrf]', attribute: 'value' }],
        assert: [{ source: 'status', operator: 'equals', value: 200 }],
      },
      {
        name: 'Log in',
        request: {
          method: 'POST',
          url: `${origin}/practice/login`,
          body: {
            type: 'form',
            fields: [
              ['_csrf', '{{csrf}}'],
              ['username', '{{username}}'],
              ['password', '{{password}}'],
            ],
          },
        },
        assert: [{ source: 'cookie', expression: 'practice_session', operator: 'exists' }],
      },
      {
        name: 'Open the restricted page',
        request: { url: `${origin}/practice/api/account` },
        assert: [
          { source: 'status', operator: 'equals', value: 200 },
          { source: 'json', expression: '$.user', operator: 'equals', value: 'admin' },
        ],
      },
    ],
  });
  return { sessionId: session.id, sequenceId: sequence.id };
}

/**
 * The worked example of a form that wants its hidden token back: sent without, it is refused; fetched first, it is
 * answered. Makes a session and a sequence, as `createLoginDemo`.
 */
export async function createFormDemo(
  member: Member,
  origin: string,
): Promise<{ sessionId: string; sequenceId: string }> {
  const session = await createSession(member, { name: 'Practice form' });
  const form = { method: 'POST', url: `${origin}/practice/login`, allowRedirects: false };
  const login: [string, string][] = [
    ['username', '{{username}}'],
    ['password', '{{password}}'],
  ];
  const sequence = await createSequence(member, {
    name: 'Send a form with a CSRF token',
    description:
      'The token is in the form and in a cookie, and both must come back. The first step shows what happens without.',
    variables: WHO,
    steps: [
      {
        name: 'Send the form without its token',
        request: { ...form, body: { type: 'form', fields: login } },
        assert: [{ source: 'status', operator: 'equals', value: 403 }],
      },
      {
        name: 'Fetch the form',
        request: { url: `${origin}/practice/login` },
        extract: [{ variable: 'csrf', from: 'css', expression: 'input[name=_csrf]', attribute: 'value' }],
        assert: [{ source: 'cookie', expression: 'practice_csrf', operator: 'exists' }],
      },
      {
        name: 'Send it with the token',
        request: { ...form, body: { type: 'form', fields: [['_csrf', '{{csrf}}'], ...login] } },
        assert: [
          { source: 'status', operator: 'equals', value: 303 },
          { source: 'cookie', expression: 'practice_session', operator: 'exists' },
        ],
      },
    ],
  });
  return { sessionId: session.id, sequenceId: sequence.id };
}
