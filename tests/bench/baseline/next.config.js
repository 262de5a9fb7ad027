import path from 'node:path';

/** What Playjar is measured beside: the least a Next route handler can do, with the same options where they cost. */
export default {
  poweredByHeader: false,
  serverExternalPackages: ['undici'],
  turbopack: { root: path.resolve(import.meta.dirname, '../../..') },
  typescript: { ignoreBuildErrors: true },
};
