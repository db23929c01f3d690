import { createHash } from 'node:crypto';

/** An entry as texts, in the order in which they are sealed; null for what is absent. */
export type SealedFields = readonly (string | null)[];

/** What the first entry is sealed with. */
export const FIRST_SEAL: Uint8Array = new Uint8Array(32);

/**
 * The seal of an entry: SHA-256 of the seal before, 32 bytes, and of its fields as JSON in UTF-8. Whoever changes, inserts
 * or deletes an entry has to make every later seal anew.
 */
export const sealEntry = (before: Uint8Array, fields: SealedFields): Uint8Array =>
  createHash('sha256').update(before).update(JSON.stringify(fields)).digest();

/** A place in the chain with its seal; written down elsewhere, it proves later that nothing before it was made anew. */
export type ChainHead = { position: number; seal: Uint8Array };

/** `POSITION:SEAL`, the seal in hexadecimal. */
export const writeHead = ({ position, seal }: ChainHead): string =>
  `${position}:${Buffer.from(seal).toString('hex')}`;

/** Null for anything that `writeHead` does not write. */
export function readHead(text: string): ChainHead | null {
  const [, position, seal] = /^([1-9]\d{0,9}):([0-9a-f]{64})$/.exec(text) ?? [];
  return position && seal ? { position: Number(position), seal: Buffer.from(seal, 'hex') } : null;
}
