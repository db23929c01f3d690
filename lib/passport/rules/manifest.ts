import { z } from 'zod';

/** Raised when a reader of earlier passports would misread a new one. */
export const PASSPORT_FORMAT = 'preflight-passport/1';

/** The last three entries, stored as they are: what the signature says, and what it is checked with. */
export const KEY_ENTRY = 'public-key.pem';
export const MANIFEST_ENTRY = 'manifest.json';
export const SIGNATURE_ENTRY = 'manifest.sig';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const bytes = z.number().int().nonnegative();
const instant = z.iso.datetime();

/** One file of the archive: of its content, and of its bytes as they are packed. */
const entrySchema = z.strictObject({
  name: z.string().regex(/^(?:[a-z0-9-]+\/)*[a-z0-9-]+(?:\.[a-z]+)?$/),
  size: bytes,
  sha256,
  packedSize: bytes,
  packedSha256: sha256,
});

/** What is signed. Every byte of the archive follows from it and from the packed entries that it names. */
export const manifestSchema = z.strictObject({
  format: z.literal(PASSPORT_FORMAT),
  software: z.strictObject({ name: z.string(), version: z.string() }),
  organization: z.strictObject({ id: z.uuid(), name: z.string() }),
  asset: z.strictObject({ id: z.uuid(), name: z.string() }),
  submission: z.strictObject({ id: z.uuid(), number: z.number().int(), submittedAt: instant.nullable() }),
  /** Which version this is, and the change of status that it holds everything up to. */
  version: z.number().int().positive(),
  event: z.string(),
  status: z.string(),
  at: instant,
  /** The archive of the version before; null for the first. */
  previous: z.strictObject({ version: z.number().int().positive(), sha256 }).nullable(),
  /** Of the engine and of each check that took part, as the scans name them. */
  versions: z.record(z.string(), z.string()),
  /** SHA-256 of the public key as SubjectPublicKeyInfo. */
  keyFingerprint: sha256,
  entries: z.array(entrySchema),
});
export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestFacts = Omit<Manifest, 'format' | 'entries' | 'keyFingerprint'>;
