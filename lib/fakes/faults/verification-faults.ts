import { FAULT_PROTOCOLS, type FaultEntries, SIGNED_BODIES } from './fault-entry';

/** Honest callers are refused with 000001: the seller calculates the signature in another way than KooGallery. */
export const VERIFICATION_FAULTS = {
  'reserialised-verification': {
    scope: 'verification',
    protocols: SIGNED_BODIES,
    description: 'Verifies the body parsed and printed again, with spaces, instead of its bytes.',
  },
  'plain-sha256-verification': {
    scope: 'verification',
    protocols: ['V2'],
    description: 'Hashes the body with plain SHA-256 instead of HMAC-SHA256.',
  },
  'seconds-verification': {
    scope: 'verification',
    protocols: SIGNED_BODIES,
    description: 'Calculates with the timestamp in seconds instead of as it was sent.',
  },
  'base64-verification': {
    scope: 'verification',
    protocols: SIGNED_BODIES,
    description: 'Expects the signature in base64 instead of hexadecimal.',
  },
  'lower-case-verification': {
    scope: 'verification',
    protocols: ['V2'],
    description: 'Compares with lower-case hexadecimal and refuses the same signature in upper case.',
  },
  'swapped-key-verification': {
    scope: 'verification',
    protocols: FAULT_PROTOCOLS,
    description: 'Swaps key and message in every HMAC of the calculation.',
  },
  'plus-as-space-verification': {
    scope: 'verification',
    protocols: ['V1'],
    description: 'Decodes the parameters twice: a + in any value but authToken becomes a space.',
  },
  'other-access-key': {
    scope: 'verification',
    protocols: FAULT_PROTOCOLS,
    description: 'Verifies, signs and encrypts with another access key than the one that was set.',
  },
} as const satisfies FaultEntries;
