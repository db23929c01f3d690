import type { RawHeader } from '@/lib/http/exchange';
import type { Profile } from '@/lib/signing/wire-message';

/** What is needed to call a seller as KooGallery does, besides the interface itself. */
export type CallTarget = {
  productionUrl: string;
  /** Of the basic interfaces. */
  accessKey: string;
  /** Of the kit interfaces: a key belongs to one interface type. Null where none is declared. */
  kitAccessKey: string | null;
  /** Keys that were valid before, while their overlap lasts: to recognise their use, never to sign. */
  previousKeys: readonly string[];
  /** Of sensitive fields in V1.0. */
  encryptionAlgorithm: 'AES256' | 'AES128';
  /** PEM (SPKI) of the key that `applicationSync` encrypts `clientSecret` under; null where none is declared. */
  kitPublicKey: string | null;
};

/** How a call departs from what KooGallery would send now; for the adversarial suite. */
export type SignOptions = {
  at?: Date;
  timestampUnit?: 'seconds' | 'milliseconds';
  nonce?: string;
  accessKey?: string;
  /** Texts that stand in the body without their quotes: numbers that JavaScript would print in another way, and `null`. */
  literals?: readonly string[];
};

/** A request as it goes on the wire, with what its signature is made of. */
export type SignedCall = {
  profile: Exclude<Profile, 'v1-body-sign'>;
  method: 'GET' | 'POST';
  url: string;
  headers: readonly RawHeader[];
  body: Uint8Array;
  /** As sent: upper-case hexadecimal in V2.0, lower-case for the kit, base64 in V1.0. */
  signature: string;
  timestamp: string;
  /** V1.0 has none. */
  nonce: string | null;
};

/** Every key of a target, which no masked view may show whoever repeats it. */
export const listTargetKeys = ({ accessKey, kitAccessKey, previousKeys }: CallTarget): string[] => [
  accessKey,
  ...(kitAccessKey === null ? [] : [kitAccessKey]),
  ...previousKeys,
];
