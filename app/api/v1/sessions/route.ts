import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { createSession, listSessions } from '@/lib/services/sessions';

export const GET = route(operations.listSessions, (member, { query }) => listSessions(member, query));
export const POST = route(operations.createSession, (member, { body }) => createSession(member, body));
