import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { readImport } from '@/lib/services/imports';

export const POST = route(operations.importSequence, (member, { body }) => readImport(member, body));
