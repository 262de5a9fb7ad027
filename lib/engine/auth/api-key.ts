import type { Credentials } from './credentials';

/** A key in a header or a query parameter of the API's own name. */
export function apiKey(place: 'header' | 'query', name: string, value: string): Credentials {
  return place === 'query' ? { param: [name, value] } : { headers: () => [[name, value]] };
}
