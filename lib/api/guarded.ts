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
    if (error instanceof AppError) return problemResponse(error);
    if (error instanceof z.ZodError) return problemResponse(invalidRequest(error));
    logger().error(
      { err: error, method: request.method, path: new URL(request.url).pathname },
      'a route broke',
    );
    return problemResponse(
      new AppError('internal', 'Something broke on our side. It was logged; try again.'),
    );
  }
}
