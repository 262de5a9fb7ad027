import { ANSWER_HEADERS } from './lib/api/answer-headers.mjs';

/** Packages with native or wasm parts, or that look themselves up at run time: Node loads them, the bundler does not. */
const serverExternalPackages = [
  '@libsql/client',
  '@node-rs/argon2',
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

/** Framing is told apart from the rest: one page of ours is made for it. */
const { 'X-Frame-Options': framing, ...others } = ANSWER_HEADERS;
const headers = Object.entries(others).map(([key, value]) => ({ key, value }));

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
  // A request's own body may be 50 MiB (lib/env), which base64 makes a third longer.
  experimental: { serverActions: { bodySizeLimit: '70mb', allowedOrigins: publicOrigin } },
  // `/practice/` is a page as it stands; a redirect to `/practice` would lead out of what the guard lets through.
  skipTrailingSlashRedirect: true,
  headers: async () => [
    { source: '/:path*', headers },
    // Everything but the player of a shared link, which other sites may frame (proxy.ts).
    { source: '/((?!s/[^/]+/embed/?$).*)', headers: [{ key: 'X-Frame-Options', value: framing }] },
  ],
};
