import 'server-only';
import type { Member } from '@/lib/services/member';
import { toResponse } from './answer';
import { readText } from './body';
import { memberDoor, publicDoor, type Call, type Door, type PathParams } from './door';
import { guarded } from './guarded';
import type { Operation } from './operation';

type NextRoute<O extends Operation> = (
  request: Request,
  context: { params: Promise<PathParams<O['path']>> },
) => Promise<Response>;

/** Makes the handler of an operation that needs an API token. @see operation.ts for what is served as OpenAPI */
export function route<O extends Operation>(
  operation: O,
  verb: (member: Member, call: Call<O, Request>) => Promise<unknown>,
): NextRoute<O> {
  return routeTo(memberDoor(operation, verb));
}

/** Makes the handler of an operation that anyone may call. */
export function publicRoute<O extends Operation>(
  operation: O,
  verb: (call: Call<O, Request>) => Promise<unknown>,
): NextRoute<O> {
  return routeTo(publicDoor(operation, verb));
}

/** Makes the handler that opens a door through Next. */
export function routeTo<O extends Operation>(door: Door<O, Request>): NextRoute<O> {
  return (request, context) =>
    guarded(request, async () => {
      const answer = await door.open({ request, readText: () => readText(request) }, await context.params);
      return answer instanceof Response ? answer : toResponse(answer);
    });
}
