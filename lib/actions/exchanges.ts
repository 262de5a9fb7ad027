'use server';

import { z } from 'zod';
import { RequestSpec } from '@/lib/model/request-spec';
import * as exchanges from '@/lib/services/exchanges';
import * as send from '@/lib/services/send';
import { action } from './action';

/** Answers at once: actions run one at a time per tab, so the result comes over `/live/exchanges/{id}`. */
export const startSend = action(
  z.tuple([z.string(), RequestSpec, z.string().max(100).optional()]),
  send.startSend,
);
export const deleteExchange = action(z.tuple([z.string()]), exchanges.deleteExchange);
