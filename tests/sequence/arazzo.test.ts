import { expect, it } from 'vitest';
import { formatOf, importSequence } from '@/lib/interchange/import-sequence';

it('Arazzo: inputs, outputs of steps before, criteria and retries; operations by path, nothing fetched', () => {
  const text = `arazzo: 1.0.1
info: { title: Shop, version: '1' }
sourceDescriptions: [{ name: api, url: 'http://127.0.0.1:1/openapi.yaml', type: openapi }]
workflows:
- workflowId: buy
  summary: Log in and buy
  inputs: { type: object, properties: { user: { type: string, default: ada }, pass: { type: string, format: password } } }
  steps:
    - stepId: login
      operationPath: '{$sourceDescriptions.api.url}#/paths/~1v1~1login/post'
      requestBody: { contentType: application/json, payload: { user: $inputs.user, pass: '{$inputs.pass}' } }
      successCriteria: [{ condition: $statusCode == 200 && $response.body#/ok == true }]
      outputs: { token: $response.body#/session/0/the-token, when: $url }
    - stepId: order
      operationPath: '{$sourceDescriptions.api.url}#/paths/~1orders~1{id}/get'
      parameters:
        - { name: id, in: path, value: 7 }
        - { name: Authorization, in: header, value: 'Bearer {$steps.login.outputs.token}' }
      successCriteria: [{ context: $response.body, condition: $.items, type: jsonpath }]
      onFailure: [{ name: again, type: retry, retryAfter: 2, retryLimit: 3 }]
    - { stepId: last, operationId: logout }
`;
  const { sequence, warnings } = importSequence(formatOf('buy.yaml', text), text);
  expect(sequence.name).toBe('Log in and buy');
  expect(sequence.variables).toEqual([
    { name: 'base', secret: false },
    { name: 'user', default: 'ada', secret: false },
    { name: 'pass', secret: true },
  ]);
  expect(sequence.steps).toMatchObject([
    {
      request: {
        method: 'POST',
        url: '{{base}}/v1/login',
        body: { type: 'json', text: '{\n  "user": "{{user}}",\n  "pass": "{{pass}}"\n}' },
      },
      extract: [{ variable: 'token', from: 'json', expression: '$.session[0]["the-token"]' }],
      assert: [
        { source: 'status', operator: 'equals', value: 200 },
        { source: 'json', expression: '$.ok', operator: 'equals', value: true },
      ],
    },
    {
      request: { url: '{{base}}/orders/7', headers: [['Authorization', 'Bearer {{token}}']] },
      assert: [{ source: 'json', expression: '$.items', operator: 'exists' }],
      retries: { count: 3, delay: 2 },
    },
    { request: { method: 'GET', url: '{{base}}/logout' } },
  ]);
  expect(warnings).toEqual([
    expect.stringMatching(/set the variable base/),
    'login: its output when ($url) is left out',
    'last: its operation logout is in the OpenAPI description: fill in method and address',
  ]);
});
