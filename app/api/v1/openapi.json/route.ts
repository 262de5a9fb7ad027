import packageJson from '@/package.json';
import { openApiDocument } from '@/lib/api/openapi';

export const GET = (): Response => Response.json(openApiDocument(packageJson.version));
