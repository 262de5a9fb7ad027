import packageJson from '@/package.json';
import { operations } from '@/lib/api/operations';
import { publicRoute } from '@/lib/api/route';
import { checkHealth } from '@/lib/services/health';

export const GET = publicRoute(operations.health, () => checkHealth(packageJson.version));
