import type { CertificateResult, TlsInspection } from '@/lib/http/inspection-record';
import type { ServedCertificate } from '@/lib/http/tls/certificate';

export const LEAF: ServedCertificate = {
  subject: 'CN=saas.example.com',
  issuer: 'CN=Public Intermediate',
  subjectAltNames: ['DNS:saas.example.com'],
  validFrom: new Date('2026-01-01T00:00:00Z'),
  validUntil: new Date('2026-12-31T00:00:00Z'),
  fingerprint256: 'AA',
  isSelfSigned: false,
  issuerUrl: 'http://ca.example.com/intermediate.crt',
  key: { type: 'ec', bits: 256, curve: 'prime256v1' },
  signatureAlgorithm: 'ecdsaWithSHA256',
};
export const INTERMEDIATE: ServedCertificate = {
  ...LEAF,
  subject: 'CN=Public Intermediate',
  issuer: 'CN=Public Root',
  subjectAltNames: [],
  validUntil: new Date('2030-01-01T00:00:00Z'),
  fingerprint256: 'BB',
};
export const ROOT: ServedCertificate = {
  ...INTERMEDIATE,
  subject: 'CN=Public Root',
  isSelfSigned: true,
  issuerUrl: null,
  fingerprint256: 'CC',
};

export const verdict = (changes: Partial<CertificateResult> = {}): CertificateResult => ({
  leaf: LEAF,
  chain: [LEAF, INTERMEDIATE, ROOT],
  isTrusted: true,
  anchor: 'public',
  isChainComplete: true,
  isNameMatching: true,
  isWithinDates: true,
  verifyError: null,
  ...changes,
});

export const untrusted = (
  chain: readonly ServedCertificate[],
  verifyError: string,
  changes: Partial<CertificateResult> = {},
): CertificateResult =>
  verdict({ leaf: chain[0] ?? LEAF, chain, isTrusted: false, anchor: null, verifyError, ...changes });

/** What an inspection of an up-to-date server with a good certificate sees, unless told otherwise. */
export const inspection = (changes: Partial<TlsInspection> = {}): TlsInspection => ({
  host: 'saas.example.com',
  port: 443,
  address: '203.0.113.7',
  protocols: {
    SSLv2: 'refused',
    SSLv3: 'refused',
    'TLSv1.0': 'refused',
    'TLSv1.1': 'refused',
    'TLSv1.2': 'accepted',
    'TLSv1.3': 'accepted',
  },
  answerInClear: null,
  weakSuites: [],
  certificate: verdict(),
  handshakeError: null,
  ...changes,
});

/** Speaks these versions alone. */
export const speaking = (...spoken: (keyof TlsInspection['protocols'])[]): TlsInspection => {
  const protocols = { ...inspection().protocols, 'TLSv1.2': 'refused', 'TLSv1.3': 'refused' } as const;
  const accepted = Object.fromEntries(spoken.map((name) => [name, 'accepted'])) as Partial<
    TlsInspection['protocols']
  >;
  return inspection({ protocols: { ...protocols, ...accepted } });
};
