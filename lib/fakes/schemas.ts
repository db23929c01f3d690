import { z } from 'zod';
import { SLOW_MAX_MS } from './faults';

const port = z.number().int().min(0).max(65_535);
const accessKey = z.string().min(1).max(256);

/** Options of the fake seller; everything has a default. */
export const fakeSellerOptionsSchema = z.strictObject({
  /** 0, the default, lets the system choose. */
  ports: z.strictObject({ safe: port, vulnerable: port, control: port }).partial().default({}),
  /** The key both sites verify and sign with; without one the signed interface refuses every call. */
  accessKey: accessKey.nullable().default(null),
  /** Who can sign in to both sites. */
  user: z
    .strictObject({ username: z.string().min(1).max(256), password: z.string().min(1).max(50) })
    .default({ username: 'demo', password: 'demo-password' }),
});

export type FakeSellerOptions = z.input<typeof fakeSellerOptionsSchema>;

export const MAX_VERIFICATION_FILE_BYTES = 64 * 1024;

/** `PUT /control/sites/{site}/verification-file`; null takes the file away. */
export const verificationFileSchema = z.strictObject({
  content: z.string().max(MAX_VERIFICATION_FILE_BYTES).nullable(),
});

/** `PUT /control/sites/{site}/access-key`; null closes the signed interface. */
export const accessKeySchema = z.strictObject({ accessKey: accessKey.nullable() });

export const slowMsSchema = z.number().int().min(0).max(SLOW_MAX_MS);

/** `PUT /control/faults/{name}`; `delayMs` is read by the fault `slow`. */
export const faultSchema = z.strictObject({ enabled: z.boolean(), delayMs: slowMsSchema.optional() });
