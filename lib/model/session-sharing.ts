import { z } from 'zod';

export const SharingInput = z.strictObject({ isShared: z.boolean() });
export type SharingInput = z.infer<typeof SharingInput>;

/** Whether a session is shared with its workspace, and what others have by it, or would have. */
export interface SessionSharing {
  isShared: boolean;
  /** whoever asks made it, and may share it or take it back */
  isOwn: boolean;
  /** each in a few words, secrets by their names alone: `6 cookies`, `bearer token` */
  handsOver: string[];
}
