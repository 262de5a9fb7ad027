import { z } from 'zod';
import { RequestSpec } from './request-spec';

export const SavedRequestInput = z.strictObject({
  name: z.string().trim().min(1).max(200),
  spec: RequestSpec,
});
export type SavedRequestInput = z.input<typeof SavedRequestInput>;

/** A RequestSpec kept under a name, to be opened and sent again. */
export interface SavedRequest {
  id: string;
  name: string;
  spec: RequestSpec;
  createdAt: string;
  updatedAt: string;
}
