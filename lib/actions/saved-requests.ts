'use server';

import { z } from 'zod';
import { basisOf } from '@/lib/model/edit';
import { SavedRequestInput } from '@/lib/model/saved-request';
import * as requests from '@/lib/services/saved-requests';
import { action } from './action';

/** Saves anew, or over the one of that id; the basis says what the editor began from. */
export const saveRequest = action(
  z.tuple([z.string().nullable(), SavedRequestInput, basisOf(SavedRequestInput).optional()]),
  (member, id, input, basis) =>
    id === null
      ? requests.saveRequest(member, input)
      : requests.replaceSavedRequest(member, id, input, basis),
);
export const deleteSavedRequest = action(z.tuple([z.string()]), requests.deleteSavedRequest);
