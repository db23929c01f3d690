import { FAULT_PROTOCOLS, type FaultEntries } from './fault-entry';

/** Both websites' listeners are at fault, before any byte of HTTP. Switching one cuts the connections that are open. */
export const TRANSPORT_FAULTS = {
  'chain-incomplete': {
    scope: 'transport',
    protocols: FAULT_PROTOCOLS,
    description: 'Sends its certificate without the intermediate authority that issued it.',
  },
  'certificate-name-mismatch': {
    scope: 'transport',
    protocols: FAULT_PROTOCOLS,
    description: 'Shows a certificate for another host name.',
  },
  'certificate-expired': {
    scope: 'transport',
    protocols: FAULT_PROTOCOLS,
    description: 'Shows a certificate that ended yesterday.',
  },
  'tls-1.1-only': {
    scope: 'transport',
    protocols: FAULT_PROTOCOLS,
    description: 'Speaks TLS 1.1 and no other version.',
  },
  'http2-only': {
    scope: 'transport',
    protocols: FAULT_PROTOCOLS,
    description: 'Speaks HTTP/2 and no HTTP/1.1.',
  },
} as const satisfies FaultEntries;

export type TransportFault = keyof typeof TRANSPORT_FAULTS;
