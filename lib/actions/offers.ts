'use server';

import { z } from 'zod';
import * as offers from '@/lib/services/offers';
import { action } from './action';

const Target = z.strictObject({ sequenceId: z.string().nullable(), name: z.string().max(200).optional() });

/** Makes the next step of what a response offers, in a sequence there is or in a new one. */
export const takeOffer = action(
  z.tuple([z.string(), z.int().min(0), Target]),
  (member, exchangeId, number, target) => offers.takeOffer(member, exchangeId, number, target),
);
