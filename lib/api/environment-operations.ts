import { z } from 'zod';
import { Environment, EnvironmentInput } from '@/lib/model/environment';
import type { Operation } from './operation';

/** Named sets of variables. Values of secrets go in and never come out. */
export const environmentOperations = {
  createEnvironment: {
    id: 'createEnvironment',
    method: 'POST',
    path: '/api/v1/environments',
    tag: 'Environments',
    summary: 'Make an environment',
    body: EnvironmentInput,
    answer: Environment,
    status: 201,
  },
  listEnvironments: {
    id: 'listEnvironments',
    method: 'GET',
    path: '/api/v1/environments',
    tag: 'Environments',
    summary: 'List environments by name',
    answer: z.object({ items: z.array(Environment), nextCursor: z.null() }),
  },
  getEnvironment: {
    id: 'getEnvironment',
    method: 'GET',
    path: '/api/v1/environments/{id}',
    tag: 'Environments',
    summary: 'Read an environment',
    answer: Environment,
  },
  replaceEnvironment: {
    id: 'replaceEnvironment',
    method: 'PUT',
    path: '/api/v1/environments/{id}',
    tag: 'Environments',
    summary:
      'Replace an environment; a secret whose value is null stays. If-Match: "<version>" guards against a lost race',
    body: EnvironmentInput,
    answer: Environment,
  },
  deleteEnvironment: {
    id: 'deleteEnvironment',
    method: 'DELETE',
    path: '/api/v1/environments/{id}',
    tag: 'Environments',
    summary: 'Delete an environment',
  },
} as const satisfies Record<string, Operation>;
