import type { SITE_FAULTS } from '@/lib/fakes/faults/site-faults';
import type { TransportFault } from '@/lib/fakes/faults/transport-faults';
import { everywhere, type FaultRow, UNREACHABLE } from './fault-row';

/** Of a handshake no bytes are kept: what the TLS library said stands in the check. */
const refused = (says: string, seen: string): FaultRow =>
  everywhere({
    says: [says],
    koogallery: UNREACHABLE,
    shows: new RegExp(`^check UNREACHABLE TCP \\+ TLS → ${seen}$`),
  });

export const TRANSPORT_ROWS: Record<TransportFault, FaultRow> = {
  'chain-incomplete': refused('CHAIN_INCOMPLETE', 'CERTIFICATE_UNTRUSTED: UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
  'certificate-name-mismatch': refused(
    'CERTIFICATE_NAME_MISMATCH',
    'CERTIFICATE_NAME_MISMATCH: ERR_TLS_CERT_ALTNAME_INVALID',
  ),
  'certificate-expired': refused('CERTIFICATE_EXPIRED late', 'CERTIFICATE_EXPIRED: CERT_HAS_EXPIRED'),
  'tls-1.1-only': refused('TLS_TOO_OLD', 'TLS_FAILED: ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'),
  'http2-only': refused('HTTP2_ONLY', 'TLS_FAILED: ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL'),
};

/** The website's faults are the scan's to find. */
export const SITE_ROWS: Record<keyof typeof SITE_FAULTS, FaultRow> = {
  'catch-all-200': {},
  'session-dies': {},
};
