import 'server-only';
import { z } from 'zod';
import { AppError } from '@/lib/errors';
import { logger } from '@/lib/log';
import { invalidRequest, problemResponse } from './problem';

/** Runs a door's work; what it throws becomes problem+json, and a bug is logged whole and shown as nothing. */
export async function guarded(request: Request, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    return problemResponse(refusal(error, request));
  }
}

/** What a caller is told of an error. One that is none of theirs is logged here. */
export function refusal(error: unknown, request: Pick<Request, 'method' | 'url'>): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof z.ZodError) return invalidRequest(error);
  logger().error(
    { err: error, method: request.method, path: new URL(request.url).pathname },
    'a route broke',
  );
  return new AppError('internal', 'Something broke on our side. It was logged; try again.');
}
