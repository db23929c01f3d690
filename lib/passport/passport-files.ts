import { configuredStore } from '@/lib/storage/configured-store';
import type { ObjectStore } from '@/lib/storage/object-store';

/** As much as one column of sizes holds; what a submission holds is far below. */
const PASSPORT_MAX_BYTES = 2 ** 31 - 1;

/** Where passports are kept. */
export const passportFiles = (): ObjectStore => configuredStore(PASSPORT_MAX_BYTES);
