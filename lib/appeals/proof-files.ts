import path from 'node:path';
import { configuration } from '@/lib/config/configuration';
import { createLocalStore } from '@/lib/storage/local-store';
import type { ObjectStore } from '@/lib/storage/object-store';

/** Where the original bytes of proofs are kept. */
export const proofFiles = (): ObjectStore => createLocalStore(path.resolve(configuration().STORAGE_DIR));
