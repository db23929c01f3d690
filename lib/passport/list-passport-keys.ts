import { database } from '@/lib/db/client';
import { findPassportKeys, type PassportKeyRecord } from './store';

/** The public keys that signed passports here, the newest first: for everybody, so that a third person can pin one. */
export const listPassportKeys = (): Promise<PassportKeyRecord[]> => findPassportKeys(database());
