import { z } from 'zod';

const Ids = z.array(z.string().max(64)).max(2_000);

/** A folder of saved requests: its name, and what is in it in order. */
const RequestFolder = z.strictObject({
  id: z.string().min(1).max(64),
  name: z.string().trim().min(1).max(120),
  items: Ids,
});

/**
 * The order in which a workspace's things are shown, and the folders its saved requests are in. It only names ids: what
 * it does not name is shown too, and what is gone is passed over, so that it never has to be kept in step.
 */
export const Arrangement = z.strictObject({
  sessions: Ids,
  sequences: Ids,
  /** those in no folder */
  requests: Ids,
  folders: z.array(RequestFolder).max(200),
});
export type Arrangement = z.infer<typeof Arrangement>;
