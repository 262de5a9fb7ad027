import { problemResponse } from '@/lib/api/problem';
import { notFound } from '@/lib/errors';

const answer = (): Response => problemResponse(notFound('call of the API'));

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };
