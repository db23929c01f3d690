import type { ROBUSTNESS_FAULTS } from '@/lib/fakes/faults/robustness-faults';
import type { SECURITY_FAULTS } from '@/lib/fakes/faults/security-faults';
import { asked, type FaultRow, inBasic, REFUSED } from './fault-row';

/** What came, of a call that should have been refused, accepted or answered. */
const ACCEPTED = /^check CALL_REFUSED HTTP 200, resultCode 00000[123].* → HTTP 200, resultCode 000000$/;
const refused = (code: string) =>
  new RegExp(`^check CALL_ACCEPTED HTTP 200, resultCode 000000.* → HTTP 200, resultCode ${code}$`);
/** The signature of a mistake that the seller took. */
const ACCEPTED_SIGNATURE =
  /^accepted .*(signature=[0-9A-F]{64}&|x-sign: [0-9a-f]{64}$|&authToken=[^&]{40,}$)/;
const CRASHED = /^check CALL_(ACCEPTED|ANSWERED) .* → HTTP 500$/;
const INSTANCES = /^response-body \{"resultCode":"000000",.*"instanceId":"[^"]+"\}$/;

export const SECURITY_ROWS: Record<keyof typeof SECURITY_FAULTS, FaultRow> = {
  'accepts-any-signature': {
    V2: asked(
      ACCEPTED,
      'wrong-signature FORGERY_ACCEPTED',
      'altered-byte ALTERED_ACCEPTED',
      'missing-parameters UNSIGNED_ACCEPTED',
      'stale-timestamp STALE_ACCEPTED',
      'future-timestamp FUTURE_ACCEPTED',
      'replayed-nonce REPLAY_ACCEPTED',
    ),
    V1: asked(
      ACCEPTED,
      'wrong-signature FORGERY_ACCEPTED',
      'altered-byte ALTERED_ACCEPTED',
      'warning stale-timestamp WINDOW_ABSENT',
      'warning future-timestamp WINDOW_ABSENT',
    ),
    kit: asked(
      ACCEPTED,
      'kit-wrong-signature FORGERY_ACCEPTED',
      'kit-altered-byte ALTERED_ACCEPTED',
      'kit-missing-parameters UNSIGNED_ACCEPTED',
      'kit-stale-timestamp STALE_ACCEPTED',
      'kit-future-timestamp FUTURE_ACCEPTED',
      'kit-replayed-nonce REPLAY_ACCEPTED',
    ),
  },
  'no-replay-protection': {
    V2: asked(ACCEPTED, 'replayed-nonce REPLAY_ACCEPTED'),
    kit: asked(ACCEPTED, 'kit-replayed-nonce REPLAY_ACCEPTED'),
  },
  'no-timestamp-window': {
    V2: asked(ACCEPTED, 'stale-timestamp STALE_ACCEPTED', 'future-timestamp FUTURE_ACCEPTED'),
    // V1.0 documents no window.
    V1: asked(ACCEPTED, 'warning stale-timestamp WINDOW_ABSENT', 'warning future-timestamp WINDOW_ABSENT'),
    kit: asked(ACCEPTED, 'kit-stale-timestamp STALE_ACCEPTED', 'kit-future-timestamp FUTURE_ACCEPTED'),
  },
  'ignores-body': {
    ...inBasic(asked(ACCEPTED, 'altered-byte ALTERED_ACCEPTED')),
    kit: asked(ACCEPTED, 'kit-altered-byte ALTERED_ACCEPTED'),
  },
  'accepts-unknown-activity': inBasic(
    asked(
      ACCEPTED,
      'unknown-activity UNKNOWN_ACTIVITY_ACCEPTED',
      // A call without an activity names none that exists.
      'missing-parameters FIELDS_NOT_CHECKED',
    ),
  ),
  'skips-parameter-checks': {
    ...inBasic(asked(ACCEPTED, 'missing-parameters FIELDS_NOT_CHECKED')),
    kit: asked(ACCEPTED, 'kit-missing-parameters FIELDS_NOT_CHECKED'),
  },
  'accepts-unknown-instance': inBasic(asked(ACCEPTED, 'unknown-instance UNKNOWN_INSTANCE_ACCEPTED')),
  'accepts-after-release': inBasic(asked(ACCEPTED, 'after-release USED_AFTER_RELEASE')),
};

export const ROBUSTNESS_ROWS: Record<keyof typeof ROBUSTNESS_FAULTS, FaultRow> = {
  'unstable-instance-id': inBasic(
    asked(INSTANCES, 'same-order-twice DIFFERENT_INSTANCES', 'same-order-in-parallel DIFFERENT_INSTANCES'),
  ),
  'racing-orders': inBasic(asked(INSTANCES, 'same-order-in-parallel DIFFERENT_INSTANCES')),
  'refuses-repeated-release': inBasic(asked(refused('000003'), 'after-release RELEASE_NOT_REPEATABLE')),
  'refuses-extra-fields': {
    ...inBasic(asked(refused('000002'), 'extra-fields REFUSED_WRONGLY')),
    kit: asked(refused('000002'), 'kit-extra-fields REFUSED_WRONGLY'),
  },
  'fails-on-long-values': {
    ...inBasic(asked(CRASHED, 'long-values SERVER_ERROR')),
    kit: asked(CRASHED, 'kit-long-values SERVER_ERROR'),
  },
  'garbles-non-ascii': {
    V2: asked(ACCEPTED_SIGNATURE, 'SELLER_MISTAKE body-latin1'),
    V1: asked(ACCEPTED_SIGNATURE, 'SELLER_MISTAKE parameters-misread-as:ISO-8859-1'),
    kit: asked(ACCEPTED_SIGNATURE, 'SELLER_MISTAKE body-latin1'),
  },
  'fails-on-content-type': {
    V2: asked(CRASHED, 'wrong-content-type SERVER_ERROR'),
    kit: asked(CRASHED, 'kit-wrong-content-type SERVER_ERROR'),
  },
  'fails-on-seconds': {
    ...inBasic(asked(CRASHED, 'seconds-timestamp SERVER_ERROR')),
    kit: asked(CRASHED, 'kit-seconds-timestamp SERVER_ERROR'),
  },
  'in-progress': {
    // V2.0 allows it: KooGallery polls, and so does the run.
    V2: 'UNASKED',
    V1: {
      says: ['RESULT_000004 000004'],
      koogallery: REFUSED,
      shows: /^response-body "resultCode":"000004"$/,
    },
  },
};
