import { z } from 'zod';

/** What can be another than it was, for the others in a workspace. */
export type ChangeKind =
  'send' | 'run' | 'request' | 'sequence' | 'session' | 'environment' | 'arrangement' | 'members' | 'comment';

/** That something in a workspace is another now: which thing, and nothing of what it holds. */
export interface WorkspaceChange {
  id: string;
  kind: ChangeKind;
  subjectId: string | null;
  sessionId: string | null;
  /** who did it, as others know them */
  by: string | null;
  /** whoever hears of it did it, in this browser or in another */
  isMine: boolean;
}

/** Someone else in the workspace, and what they have in view: `session:ID`, `request:ID`, `sequence:ID`. */
export interface PersonHere {
  name: string;
  places: string[];
}

/** Where a page is; `stream` is the one that it hears changes by. */
export const HereInput = z.strictObject({
  stream: z.string().max(64),
  places: z.array(z.string().regex(/^(session|request|sequence):[\w-]{1,64}$/)).max(5),
});
export type HereInput = z.infer<typeof HereInput>;
