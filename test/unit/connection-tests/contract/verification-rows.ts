import type { VERIFICATION_FAULTS } from '@/lib/fakes/faults/verification-faults';
import { type FaultRow, type Named, REFUSED } from './fault-row';

/** The signature that the seller took, as it was sent. */
const HEX = /^accepted .*(signature=[0-9A-F]{64}&|x-sign: [0-9a-f]{64}$)/;
const BASE64 = /^accepted .*(signature=|x-sign: )[\w+/%]{40,}(%3D|=)/;
const TOKEN = /^accepted .*&authToken=[^&]{40,}$/;

const mistake = (mistakes: string, shows = HEX): Named => ({
  says: [`SELLER_MISTAKE ${mistakes}`],
  koogallery: REFUSED,
  shows,
});

/** Nobody can guess a key; that it is another one is seen from what the seller signs with it. */
const otherKey = (koogallery: Named['koogallery']): Named => ({
  says: ['SELLER_KEY_UNKNOWN'],
  koogallery,
  shows: /^response-head Body-Sign: sign_type="HMAC-SHA256", signature="[^"]{44}"$/,
});

export const VERIFICATION_ROWS: Record<keyof typeof VERIFICATION_FAULTS, FaultRow> = {
  'reserialised-verification': { V2: mistake('body-spaces'), kit: mistake('body-spaces') },
  'plain-sha256-verification': { V2: mistake('inner-plain-sha256') },
  'seconds-verification': { V2: mistake('timestamp-in-seconds'), kit: mistake('timestamp-in-seconds') },
  'base64-verification': { V2: mistake('output-base64', BASE64), kit: mistake('output-base64', BASE64) },
  'lower-case-verification': {
    V2: { says: ['SELLER_LOWER_CASE'], koogallery: REFUSED, shows: /^accepted .*signature=[0-9a-f]{64}&/ },
  },
  'swapped-key-verification': {
    V2: mistake('inner-swapped, outer-swapped'),
    V1: mistake('outer-swapped', TOKEN),
    kit: mistake('outer-swapped'),
  },
  'plus-as-space-verification': { V1: mistake('parameters-plus-lost', TOKEN) },
  'other-access-key': {
    V2: otherKey(REFUSED),
    V1: otherKey(/^Failed to verify the HTTP Body signature\. Expected signature value: [\w+/]{43}=$/),
    kit: otherKey(REFUSED),
  },
};
