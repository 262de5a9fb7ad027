'use server';

import { z } from 'zod';
import * as pasted from '@/lib/services/pasted-requests';
import { action } from './action';

export const readPastedRequest = action(z.tuple([z.string().max(5_000_000)]), pasted.readPastedRequest);
