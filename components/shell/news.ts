import { unstoredArrangement } from './unstored-arrangement';
import type { WorkspaceData } from './workspace-store';

/** What was read before a save stays behind what the save has answered. */
function newest<T extends { id: string; version: number }>(read: readonly T[], known: readonly T[]): T[] {
  return read.map((one) => known.find(({ id, version }) => id === one.id && version > one.version) ?? one);
}

/**
 * What the page takes over of what the server rendered. An answer can be older than the last switch of the session: then
 * the session in use stays, and what was told of another one is left out. So is an order that this tab has changed since.
 */
export function newsOf(read: WorkspaceData, now: WorkspaceData): Partial<WorkspaceData> {
  const { sessions, sessionId } = now;
  const data = {
    ...read,
    sessions: newest(read.sessions, sessions),
    savedRequests: newest(read.savedRequests, now.savedRequests),
  };
  const { layout: _layout, arrangement, ...rest } = data;
  const news = unstoredArrangement(data.workspaceId) ? rest : { ...rest, arrangement };
  const inUse = sessions.find(({ id }) => id === sessionId);
  if (!inUse || inUse.id === data.sessionId) return news;
  const known = data.sessions.some(({ id }) => id === inUse.id);
  const isNewer = data.sessions.every(({ createdAt }) => createdAt < inUse.createdAt);
  if (!known && !isNewer) return news;
  const { sessionId: _id, history: _history, ...others } = news;
  return known ? others : { ...others, sessions: [...data.sessions, inUse] };
}
