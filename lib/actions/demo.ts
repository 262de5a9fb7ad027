'use server';

import { headers } from 'next/headers';
import { z } from 'zod';
import { publicOrigin } from '@/lib/services/public-origin';
import * as demo from '@/lib/services/demo';
import { action } from './action';

export const createLoginDemo = action(z.tuple([]), async (member) =>
  demo.createLoginDemo(member, publicOrigin(await headers())),
);

export const createFormDemo = action(z.tuple([]), async (member) =>
  demo.createFormDemo(member, publicOrigin(await headers())),
);
