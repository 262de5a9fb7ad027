'use server';

import { z } from 'zod';
import { Arrangement } from '@/lib/model/arrangement';
import * as arrangements from '@/lib/services/arrangements';
import { action } from './action';

export const arrange = action(z.tuple([Arrangement]), arrangements.arrange);
