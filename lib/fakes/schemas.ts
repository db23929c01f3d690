import { z } from 'zod';
import { ENCRYPT_TYPES } from '@/lib/signing/encryption';
import { FAULT_NAMES, SLOW_DEFAULT_MS, SLOW_MAX_MS } from './faults';

const port = z.number().int().min(0).max(65_535);
const accessKey = z.string().min(1).max(256);

export const slowMsSchema = z.number().int().min(0).max(SLOW_MAX_MS);

/** Options of the fake seller; everything has a default. */
export const fakeSellerOptionsSchema = z.strictObject({
  /** 0, the default, lets the system choose. */
  ports: z.strictObject({ safe: port, vulnerable: port, control: port }).partial().default({}),
  /** The key both sites verify and sign basic calls with; without one these are refused. */
  accessKey: accessKey.nullable().default(null),
  /** The same for the joint-operations interfaces, which never share it. */
  kitAccessKey: accessKey.nullable().default(null),
  /** Of V1.0: `1` is AES-256, `2` AES-128. */
  encryptType: z.enum(ENCRYPT_TYPES).default('1'),
  /** Faults that are on from the start. */
  faults: z.array(z.enum(FAULT_NAMES)).default([]),
  slowMs: slowMsSchema.default(SLOW_DEFAULT_MS),
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

/** `PUT /control/sites/{site}/access-key` and `…/kit-access-key`; null closes those interfaces. */
export const accessKeySchema = z.strictObject({ accessKey: accessKey.nullable() });

/** `PUT /control/faults/{name}`; `delayMs` is read by the fault `slow`. */
export const faultSchema = z.strictObject({ enabled: z.boolean(), delayMs: slowMsSchema.optional() });
