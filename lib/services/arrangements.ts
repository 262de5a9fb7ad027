import 'server-only';
import * as store from '@/lib/db/arrangements';
import { Arrangement } from '@/lib/model/arrangement';
import { tell } from './changes';
import { mayEdit, type Member } from './member';

const AS_MADE: Arrangement = { sessions: [], sequences: [], requests: [], folders: [] };

/** The order of a workspace's things and the folders of its saved requests. */
export async function getArrangement(member: Member): Promise<Arrangement> {
  return (await store.findArrangement(member.scope)) ?? AS_MADE;
}

/** Puts another order in its place. The last one to order wins: an order is never worth a question. */
export async function arrange(member: Member, arrangement: Arrangement): Promise<void> {
  mayEdit(member);
  await store.putArrangement(member.scope, Arrangement.parse(arrangement));
  await tell(member, 'arrangement');
}
