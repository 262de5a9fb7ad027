import { z } from 'zod';

export const CheckpointInput = z.strictObject({ name: z.string().trim().min(1).max(120) });
export type CheckpointInput = z.input<typeof CheckpointInput>;

/** A copy of a session's jar under a name, to roll back to or to begin a run with. */
export interface Checkpoint {
  id: string;
  sessionId: string;
  name: string;
  cookieCount: number;
  createdAt: string;
}
