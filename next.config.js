import { securityHeaders } from './lib/commands/security-headers.mjs';

/** Packages with native or wasm parts, or that look themselves up at run time: Node loads them, the bundler does not. */
const serverExternalPackages = [
  '@libsql/client',
  '@prisma/adapter-libsql',
  '@prisma/adapter-pg',
  '@prisma/schema-engine-wasm',
  'brotli-dec-wasm',
  'iconv-lite',
  'jschardet',
  'libsql',
  'pg',
  'pino',
  'tough-cookie',
  'undici',
];

/** Behind a reverse proxy the browser's Origin is the public one, so server actions must be told about it. */
const publicOrigin = process.env.PLAYJAR_URL ? [new URL(process.env.PLAYJAR_URL).host] : [];

/** @type {import('next').NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  typedRoutes: false,
  serverExternalPackages,
  turbopack: { root: import.meta.dirname },
  // Types are checked by `npm run check`; a production install has no @types packages to check with.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  experimental: { serverActions: { bodySizeLimit: '16mb', allowedOrigins: publicOrigin } },
  headers: async () => [
    { source: '/:path*', headers: securityHeaders(process.env.NODE_ENV === 'production') },
  ],
};
