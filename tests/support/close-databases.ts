import { afterAll } from 'vitest';
import { closeFileDatabases } from './database';

// Set up anew for each file, unlike what it imports where files share a process.
afterAll(closeFileDatabases);
