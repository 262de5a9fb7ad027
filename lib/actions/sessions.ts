'use server';

import { z } from 'zod';
import { basisOf } from '@/lib/model/edit';
import { SessionCreate, SessionPatch } from '@/lib/model/session';
import { SharingInput } from '@/lib/model/session-sharing';
import * as sharing from '@/lib/services/session-sharing';
import * as sessions from '@/lib/services/sessions';
import { action } from './action';

export const createSession = action(z.tuple([SessionCreate]), sessions.createSession);
/** The basis says what the editor began from. */
export const updateSession = action(
  z.tuple([z.string(), SessionPatch, basisOf(SessionPatch).optional()]),
  sessions.editSession,
);
export const deleteSession = action(z.tuple([z.string()]), sessions.deleteSession);
export const forkSession = action(z.tuple([z.string()]), (member, id) => sessions.forkSession(member, id));
export const getSharing = action(z.tuple([z.string()]), sharing.getSharing);
export const setSharing = action(z.tuple([z.string(), SharingInput]), sharing.setSharing);
