import { BASIC, FAULT_PROTOCOLS, type FaultEntries, SIGNED_BODIES } from './fault-entry';

/** Honest callers notice nothing; somebody who is not honest gets further than they should. */
export const SECURITY_FAULTS = {
  'accepts-any-signature': {
    scope: 'security',
    protocols: FAULT_PROTOCOLS,
    description: 'Does not look at the signature at all.',
  },
  'no-replay-protection': {
    scope: 'security',
    protocols: SIGNED_BODIES,
    description: 'Accepts a nonce that it has seen before.',
  },
  'no-timestamp-window': {
    scope: 'security',
    protocols: FAULT_PROTOCOLS,
    description: 'Accepts a right signature of any age, and from the future.',
  },
  'ignores-body': {
    scope: 'security',
    protocols: FAULT_PROTOCOLS,
    description:
      'Does not notice one altered or added byte of the body; in V1.0 one altered character or added parameter.',
  },
  'accepts-unknown-activity': {
    scope: 'security',
    protocols: BASIC,
    description: 'Answers an activity that does not exist with 000000.',
  },
  'skips-parameter-checks': {
    scope: 'security',
    protocols: FAULT_PROTOCOLS,
    description: 'Answers a call with missing or invalid parameters with 000000.',
  },
  'accepts-unknown-instance': {
    scope: 'security',
    protocols: BASIC,
    description: 'Answers calls about an instance that never existed with 000000.',
  },
  'accepts-after-release': {
    scope: 'security',
    protocols: BASIC,
    description: 'Goes on changing and showing an instance that was released.',
  },
} as const satisfies FaultEntries;
