'use server';

import { z } from 'zod';
import { SavedRequestInput } from '@/lib/model/saved-request';
import * as requests from '@/lib/services/saved-requests';
import { action } from './action';

export const saveRequest = action(z.tuple([z.string().nullable(), SavedRequestInput]), (member, id, input) =>
  id === null ? requests.saveRequest(member, input) : requests.replaceSavedRequest(member, id, input),
);
export const deleteSavedRequest = action(z.tuple([z.string()]), requests.deleteSavedRequest);
