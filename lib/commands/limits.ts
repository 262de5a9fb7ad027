import { writeFileSync } from 'node:fs';
import { limitsDocument } from '@/lib/model/limits';

/** `npm run limits`: writes docs/limits.md anew. */
writeFileSync('docs/limits.md', limitsDocument());
