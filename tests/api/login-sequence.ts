import type { SequenceInput } from '@/lib/model/sequence';

/** The worked example: fetch the practice site's form, post it with its CSRF token, open the restricted page. */
export function loginSequence(origin: string): SequenceInput {
  return {
    name: 'Log in',
    variables: [
      { name: 'username', default: 'admin' },
      { name: 'password', default: 'password', secret: true, prompt: 'Password' },
    ],
    steps: [
      {
        name: 'form',
        request: { method: 'GET', url: `${origin}/practice/login` },
        extract: [{ variable: 'csrf', from: 'css', expression: 'input[name=_csrf]', attribute: 'value' }],
      },
      {
        name: 'login',
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
        name: 'account',
        request: { method: 'GET', url: `${origin}/practice/api/account` },
        assert: [
          { source: 'status', operator: 'equals', value: 200 },
          { source: 'json', expression: '$.user', operator: 'equals', value: 'admin' },
        ],
      },
    ],
  };
}
