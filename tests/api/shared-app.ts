import { inject } from 'vitest';
import { ApiClient } from '../support/api-client';

/** Where the app that all API tests share is reached. */
export const appUrl = inject('appUrl');

/** The local owner's client of that app. */
export const api = new ApiClient(appUrl, inject('appToken'));

/** A caller without a token. */
export const stranger = new ApiClient(appUrl, null);
