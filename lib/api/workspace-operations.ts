import { z } from 'zod';
import { WorkspaceExport, WorkspaceFile } from '@/lib/model/workspace-file';
import type { Operation } from './operation';

const ImportedAnswer = z.object({
  workspaceId: z.string(),
  name: z.string(),
  counts: z.object({
    sessions: z.int(),
    cookies: z.int(),
    requests: z.int(),
    sequences: z.int(),
    environments: z.int(),
    exchanges: z.int(),
    runs: z.int(),
  }),
});

/** The workspace of the token as a file, and a file as a new workspace; for the owner and admins. */
export const workspaceOperations = {
  exportWorkspace: {
    id: 'exportWorkspace',
    method: 'GET',
    path: '/api/v1/workspace/export',
    scope: 'admin',
    tag: 'Workspace',
    summary:
      'The workspace as a file. With secrets=true values of secrets, cookies and past sends are in it (history=false leaves those out); written into the audit trail',
    query: WorkspaceExport,
    answer: WorkspaceFile,
  },
  importWorkspace: {
    id: 'importWorkspace',
    method: 'POST',
    path: '/api/v1/workspace/import',
    scope: 'admin',
    tag: 'Workspace',
    summary: 'Make a new workspace of an exported file, owned by whoever the token is of',
    bytes: true,
    answer: ImportedAnswer,
    status: 201,
  },
} as const satisfies Record<string, Operation>;
