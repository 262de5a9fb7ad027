import { operations } from '@/lib/api/operations';
import { route } from '@/lib/api/route';
import { forgetTokens } from '@/lib/services/sign-ins';

export const DELETE = route(operations.forgetTokens, (member, { params }) => forgetTokens(member, params.id));
