import type { AdversarialTest } from './adversarial-test';
import { afterRelease } from './after-release';
import { alteredByte } from './altered-byte';
import { extraFields } from './extra-fields';
import { futureTimestamp } from './future-timestamp';
import { longValues } from './long-values';
import { missingParameters } from './missing-parameters';
import { nonAscii } from './non-ascii';
import { replayedNonce } from './replayed-nonce';
import { sameOrderInParallel } from './same-order-in-parallel';
import { sameOrderTwice } from './same-order-twice';
import { secondsTimestamp } from './seconds-timestamp';
import { staleTimestamp } from './stale-timestamp';
import { unknownActivity } from './unknown-activity';
import { unknownInstance } from './unknown-instance';
import { wrongContentType } from './wrong-content-type';
import { wrongSignature } from './wrong-signature';

const SUITE = [
  wrongSignature,
  alteredByte,
  staleTimestamp,
  futureTimestamp,
  replayedNonce,
  missingParameters,
  unknownActivity,
  extraFields,
  unknownInstance,
  sameOrderTwice,
  sameOrderInParallel,
  afterRelease,
  longValues,
  nonAscii,
  wrongContentType,
  secondsTimestamp,
] as const;

export type AdversarialTestId = (typeof SUITE)[number]['id'];

/** Every test in the order in which a run plans them: what is dangerous first. */
export const ADVERSARIAL_SUITE: readonly AdversarialTest<AdversarialTestId>[] = SUITE;

/** The test of this id; null for one that the suite no longer has. */
export const findAdversarialTest = (id: string): AdversarialTest<AdversarialTestId> | null =>
  ADVERSARIAL_SUITE.find((test) => test.id === id) ?? null;
