import 'server-only';
import { countMembers } from '@/lib/db/members';
import type { Database } from '@/lib/db/database';
import { openScope, type Scope } from '@/lib/db/scope';
import { appendChange } from '@/lib/db/workspace-changes';
import { logger } from '@/lib/log';
import type { ChangeKind } from '@/lib/model/workspace-change';
import { senderOf, type Member } from './member';

/** How long it is believed that someone is alone in a workspace, or not. */
const BELIEVED_MS = { alone: 5_000, among: 60_000 };
const MOST = 10_000;

interface Belief {
  hasOthers: boolean;
  until: number;
}
const beliefs = new WeakMap<Scope['db'], Map<string, Belief>>();

/** What changed: its id, and the session that one must reach to hear of it. */
export interface Changed {
  subjectId?: string | null;
  sessionId?: string | null;
}

/**
 * Tells the others in a workspace that something is another now. It costs whoever is alone nothing, and what it tells of
 * never fails by it.
 */
export async function tell(member: Member, kind: ChangeKind, changed: Changed = {}): Promise<void> {
  const { userId } = member;
  if (userId === null) return;
  // A run's writes wait for each other in their order: nothing else goes between them.
  const scope = { ...member.scope, db: member.scope.db.plain ?? member.scope.db };
  try {
    if (!(await hasOthers(scope))) return;
    const { subjectId = null, sessionId = null } = changed;
    await appendChange(scope, { kind, subjectId, sessionId, userId, actor: senderOf(member) });
  } catch (error) {
    logger().warn({ err: error, kind }, 'the others could not be told of a change');
  }
}

/** Tells those who are in a workspace that someone has joined it, whether they were alone or not. It never fails by it. */
export async function tellOfJoin(
  db: Database,
  workspaceId: string,
  { id: userId, name: actor }: { id: string; name: string },
): Promise<void> {
  try {
    beliefs.get(db)?.delete(workspaceId);
    const scope = await openScope(db, workspaceId);
    if (scope)
      await appendChange(scope, { kind: 'members', subjectId: userId, sessionId: null, userId, actor });
  } catch (error) {
    logger().warn({ err: error }, 'the others could not be told that someone joined');
  }
}

async function hasOthers(scope: Scope): Promise<boolean> {
  const known = beliefs.get(scope.db) ?? new Map<string, Belief>();
  beliefs.set(scope.db, known);
  const time = performance.now();
  const belief = known.get(scope.workspaceId);
  if (belief && belief.until > time) return belief.hasOthers;
  const others = (await countMembers(scope)) > 1;
  if (known.size >= MOST) known.clear();
  const until = time + (others ? BELIEVED_MS.among : BELIEVED_MS.alone);
  known.set(scope.workspaceId, { hasOthers: others, until });
  return others;
}
