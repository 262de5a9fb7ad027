import { defineConfig } from 'prisma/config';

// Only `prisma generate` is used (see lib/commands/generate.mjs); migrations are made and applied by lib/commands.
export default defineConfig({ schema: 'prisma/schema.prisma' });
