import { configuredStore } from '@/lib/storage/configured-store';
import type { ObjectStore } from '@/lib/storage/object-store';

/** Where the original bytes of proofs are kept. */
export const proofFiles = (): ObjectStore => configuredStore();
