import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { createSequence, listSequences } from '@/lib/services/sequences';

export const GET = route(operations.listSequences, (member, { query }) => listSequences(member, query));
export const POST = route(operations.createSequence, (member, { body }) => createSequence(member, body));
