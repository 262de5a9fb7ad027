import { z } from 'zod';
import { RequestSpec } from './request-spec';
import { StepInput } from './sequence';

/** A request with what a step made of it takes from the response and checks. */
export const SavedRequestInput = z.strictObject({
  name: z.string().trim().min(1).max(200),
  spec: RequestSpec,
  extract: StepInput.shape.extract,
  assert: StepInput.shape.assert,
});
export type SavedRequestInput = z.input<typeof SavedRequestInput>;

/** A RequestSpec kept under a name, to be opened and sent again. */
export interface SavedRequest extends z.output<typeof SavedRequestInput> {
  id: string;
  version: number;
  createdAt: string;
  updatedAt: string;
}
