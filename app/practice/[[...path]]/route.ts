import { practice } from '@/app/practice/site/site';

export const dynamic = 'force-dynamic';

const answer = (request: Request): Promise<Response> => practice(request);
export { answer as GET, answer as POST, answer as PUT, answer as PATCH, answer as DELETE, answer as OPTIONS };
