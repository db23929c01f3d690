import type { AdversarialTest } from './adversarial-test';
import { afterRelease } from './tests/after-release';
import { alteredByte } from './tests/altered-byte';
import { extraFields } from './tests/extra-fields';
import { futureTimestamp } from './tests/future-timestamp';
import { KIT_TESTS } from './tests/kit-tests';
import { longValues } from './tests/long-values';
import { missingParameters } from './tests/missing-parameters';
import { replayedNonce } from './tests/replayed-nonce';
import { sameOrderInParallel } from './tests/same-order-in-parallel';
import { sameOrderTwice } from './tests/same-order-twice';
import { secondsTimestamp } from './tests/seconds-timestamp';
import { staleTimestamp } from './tests/stale-timestamp';
import { unknownActivity } from './tests/unknown-activity';
import { unknownInstance } from './tests/unknown-instance';
import { KIT_VALUE_TESTS, VALUE_TESTS } from './tests/value-tests';
import { wrongContentType } from './tests/wrong-content-type';
import { wrongSignature } from './tests/wrong-signature';

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
