import type { AdversarialTest } from './adversarial-test';
import { afterRelease } from './after-release';
import { alteredByte } from './altered-byte';
import { extraFields } from './extra-fields';
import { futureTimestamp } from './future-timestamp';
import { KIT_TESTS } from './kit-tests';
import { longValues } from './long-values';
import { missingParameters } from './missing-parameters';
import { replayedNonce } from './replayed-nonce';
import { sameOrderInParallel } from './same-order-in-parallel';
import { sameOrderTwice } from './same-order-twice';
import { secondsTimestamp } from './seconds-timestamp';
import { staleTimestamp } from './stale-timestamp';
import { unknownActivity } from './unknown-activity';
import { unknownInstance } from './unknown-instance';
import { KIT_VALUE_TESTS, VALUE_TESTS } from './value-tests';
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
  ...VALUE_TESTS,
  wrongContentType,
  secondsTimestamp,
  ...KIT_TESTS,
  ...KIT_VALUE_TESTS,
] as const;

export type AdversarialTestId = (typeof SUITE)[number]['id'];

/** Every test in the order in which a run plans them: what is dangerous first. */
export const ADVERSARIAL_SUITE: readonly AdversarialTest<AdversarialTestId>[] = SUITE;

/** The test of this id; null for one that the suite no longer has. */
export const findAdversarialTest = (id: string): AdversarialTest<AdversarialTestId> | null =>
  ADVERSARIAL_SUITE.find((test) => test.id === id) ?? null;
