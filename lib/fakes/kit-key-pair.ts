import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

export type KitKeyPair = { publicKeyPem: string; privateKey: KeyObject };

/** The least that koogallery-protocol §2.2 allows. */
const MODULUS_BITS = 3_072;

let made: Promise<KitKeyPair> | null = null;

/**
 * The RSA key pair under whose public key KooGallery encrypts `clientSecret`. Made once a process, because it takes
 * half a second; it is never written anywhere.
 */
export function kitKeyPair(): Promise<KitKeyPair> {
  made ??= promisify(generateKeyPair)('rsa', { modulusLength: MODULUS_BITS }).then(
    ({ publicKey, privateKey }) => ({
      publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      privateKey,
    }),
  );
  return made;
}
