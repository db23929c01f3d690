import { BASIC, FAULT_PROTOCOLS, type FaultEntries, SIGNED_BODIES } from './fault-entry';

/** The usual call works; what KooGallery does on other days does not. */
export const ROBUSTNESS_FAULTS = {
  'unstable-instance-id': {
    scope: 'robustness',
    protocols: BASIC,
    description: 'Returns a new instanceId each time the same order is sent.',
  },
  'racing-orders': {
    scope: 'robustness',
    protocols: BASIC,
    description: 'Makes an instance for each call when the same order is sent several times in parallel.',
  },
  'refuses-repeated-release': {
    scope: 'robustness',
    protocols: BASIC,
    description: 'Answers the second releaseInstance of an instance with 000003.',
  },
  'refuses-extra-fields': {
    scope: 'robustness',
    protocols: FAULT_PROTOCOLS,
    description: 'Answers a call with a field that it does not know with 000002.',
  },
  'fails-on-long-values': {
    scope: 'robustness',
    protocols: FAULT_PROTOCOLS,
    description: 'Answers HTTP 500 when a value has its maximum length.',
  },
  'garbles-non-ascii': {
    scope: 'robustness',
    protocols: FAULT_PROTOCOLS,
    description: 'Reads the call as Latin-1 before it verifies: other characters make it refuse with 000001.',
  },
  'fails-on-content-type': {
    scope: 'robustness',
    protocols: SIGNED_BODIES,
    description: 'Answers HTTP 500 to any content type but JSON in UTF-8.',
  },
  'fails-on-seconds': {
    scope: 'robustness',
    protocols: FAULT_PROTOCOLS,
    description: 'Answers HTTP 500 to a timestamp without milliseconds.',
  },
  'in-progress': {
    scope: 'robustness',
    protocols: BASIC,
    description: 'Provisions slowly: 000004 until queryInstance has asked twice, then 000000.',
  },
} as const satisfies FaultEntries;
