import { FAULT_PROTOCOLS, type FaultEntries, SIGNED_BODIES } from './fault-entry';

/**
 * Usual calls are accepted, and those with certain values refused with 000001: the seller, or its framework, reads the
 * call and writes it again before anybody verifies it.
 */
export const REREADING_FAULTS = {
  'html-escaping-go': {
    scope: 'rereading',
    protocols: SIGNED_BODIES,
    description: 'Verifies the body as encoding/json of Go writes it: & < > and two line separators escaped.',
  },
  'html-escaping-gson': {
    scope: 'rereading',
    protocols: SIGNED_BODIES,
    description: "Verifies the body as Gson writes it: & < > = ' and two line separators escaped.",
  },
  'php-slashes': {
    scope: 'rereading',
    protocols: SIGNED_BODIES,
    description: 'Verifies the body as json_encode of PHP writes it: every slash after a backslash.',
  },
  'htmlspecialchars-filter': {
    scope: 'rereading',
    protocols: FAULT_PROTOCOLS,
    description: 'Verifies values that a filter has made safe for HTML: & < > " \' as entities.',
  },
  'dropped-empties': {
    scope: 'rereading',
    protocols: FAULT_PROTOCOLS,
    description: 'Verifies without members and parameters that are empty.',
  },
  'dropped-zeros': {
    scope: 'rereading',
    protocols: FAULT_PROTOCOLS,
    description: 'Verifies without what PHP calls empty: "", "0", 0, false and empty lists.',
  },
  'trimmed-values': {
    scope: 'rereading',
    protocols: FAULT_PROTOCOLS,
    description: 'Verifies values without the blanks around them.',
  },
  'numbers-as-doubles': {
    scope: 'rereading',
    protocols: SIGNED_BODIES,
    description: 'Verifies the body with every number as Java prints a double: 20 as 20.0.',
  },
  'numbers-reprinted': {
    scope: 'rereading',
    protocols: SIGNED_BODIES,
    description: 'Verifies the body with every number as JavaScript prints it: 12.10 as 12.1.',
  },
} as const satisfies FaultEntries;

export type RereadingFault = keyof typeof REREADING_FAULTS;
