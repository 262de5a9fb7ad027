'use server';

import { z } from 'zod';
import { basisOf } from '@/lib/model/edit';
import { EnvironmentInput } from '@/lib/model/environment';
import * as environments from '@/lib/services/environments';
import { action } from './action';

export const createEnvironment = action(z.tuple([EnvironmentInput]), environments.createEnvironment);
/** The basis says what the editor began from. */
export const replaceEnvironment = action(
  z.tuple([z.string(), EnvironmentInput, basisOf(EnvironmentInput)]),
  environments.editEnvironment,
);
export const deleteEnvironment = action(z.tuple([z.string()]), environments.deleteEnvironment);
export const revealVariable = action(z.tuple([z.string(), z.string()]), environments.revealVariable);
