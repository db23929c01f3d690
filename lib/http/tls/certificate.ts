import { X509Certificate } from 'node:crypto';
import type { DetailedPeerCertificate } from 'node:tls';

/** One certificate as the server sent it. */
export type ServedCertificate = {
  subject: string;
  issuer: string;
  subjectAltNames: readonly string[];
  validFrom: Date;
  validUntil: Date;
  fingerprint256: string;
  isSelfSigned: boolean;
  /** Where the certificate says that its issuer's can be fetched (RFC 5280 §4.2.2.1, caIssuers); null when it does not. */
  issuerUrl: string | null;
  key: { type: string; bits: number | null; curve: string | null };
  /** `sha256WithRSAEncryption`, or the object identifier where it is not a known one. */
  signatureAlgorithm: string;
};

const SIGNATURE_NAMES: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.2': 'md2WithRSAEncryption',
  '1.2.840.113549.1.1.4': 'md5WithRSAEncryption',
  '1.2.840.113549.1.1.5': 'sha1WithRSAEncryption',
  '1.2.840.113549.1.1.10': 'rsassaPss',
  '1.2.840.113549.1.1.11': 'sha256WithRSAEncryption',
  '1.2.840.113549.1.1.12': 'sha384WithRSAEncryption',
  '1.2.840.113549.1.1.13': 'sha512WithRSAEncryption',
  '1.2.840.113549.1.1.14': 'sha224WithRSAEncryption',
  '1.2.840.10040.4.3': 'dsaWithSHA1',
  '1.2.840.10045.4.1': 'ecdsaWithSHA1',
  '1.2.840.10045.4.3.2': 'ecdsaWithSHA256',
  '1.2.840.10045.4.3.3': 'ecdsaWithSHA384',
  '1.2.840.10045.4.3.4': 'ecdsaWithSHA512',
  '1.3.101.112': 'ed25519',
  '1.3.101.113': 'ed448',
};

const CURVE_BITS: Readonly<Record<string, number>> = {
  prime256v1: 256,
  secp256k1: 256,
  secp384r1: 384,
  secp521r1: 521,
};

/** Signatures whose hash can be forged (MD2, MD5, SHA-1). */
export const isWeakSignature = (algorithm: string): boolean => /^md[25]|sha1/i.test(algorithm);

/** Reads one certificate from its DER bytes. */
export function readCertificate(der: Uint8Array): ServedCertificate {
  const certificate = new X509Certificate(der);
  const key = certificate.publicKey;
  const curve = key.asymmetricKeyDetails?.namedCurve ?? null;
  return {
    subject: certificate.subject.replaceAll('\n', ', '),
    issuer: certificate.issuer.replaceAll('\n', ', '),
    subjectAltNames: (certificate.subjectAltName ?? '').split(', ').filter((name) => name !== ''),
    validFrom: new Date(certificate.validFrom),
    validUntil: new Date(certificate.validTo),
    fingerprint256: certificate.fingerprint256,
    isSelfSigned: certificate.subject === certificate.issuer && certificate.verify(key),
    issuerUrl: /^CA Issuers - URI:(.+)$/m.exec(certificate.infoAccess ?? '')?.[1] ?? null,
    key: {
      type: key.asymmetricKeyType ?? 'unknown',
      bits: key.asymmetricKeyDetails?.modulusLength ?? (curve === null ? null : (CURVE_BITS[curve] ?? null)),
      curve,
    },
    signatureAlgorithm: signatureAlgorithm(certificate.raw),
  };
}

/** The certificates of a PEM text, in its order; what is none in it is left out. */
export const parseCertificates = (pem: string): X509Certificate[] =>
  (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map(
    (text) => new X509Certificate(text),
  );

/** The certificates of a connection, leaf first; Node links each to its issuer and a root to itself. */
export function certificateChain(leaf: DetailedPeerCertificate | Record<string, never>): ServedCertificate[] {
  const chain: ServedCertificate[] = [];
  const seen = new Set<string>();
  for (
    let next: DetailedPeerCertificate | Record<string, never> | undefined = leaf;
    next?.raw;
    next = next.issuerCertificate
  ) {
    if (seen.has(next.fingerprint256)) break;
    seen.add(next.fingerprint256);
    chain.push(readCertificate(next.raw));
  }
  return chain;
}

/**
 * Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm SEQUENCE { OBJECT IDENTIFIER … }, … } (RFC 5280 §4.1).
 * Node 20 does not show it.
 */
function signatureAlgorithm(der: Uint8Array): string {
  const certificate = element(der, 0);
  const signed = element(der, certificate.from);
  const algorithm = element(der, signed.to);
  const identifier = element(der, algorithm.from);
  const oid = objectIdentifier(der.subarray(identifier.from, identifier.to));
  return SIGNATURE_NAMES[oid] ?? oid;
}

/** Where the content of the DER element at `at` begins and ends. */
function element(der: Uint8Array, at: number): { from: number; to: number } {
  const first = der[at + 1] ?? 0;
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  const from = at + 2 + lengthBytes;
  let length = first < 0x80 ? first : 0;
  for (let i = 0; i < lengthBytes; i++) length = length * 256 + (der[at + 2 + i] ?? 0);
  return { from, to: from + length };
}

function objectIdentifier(bytes: Uint8Array): string {
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of bytes) {
    arc = arc * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    arcs.push(arc);
    arc = 0;
  }
  const [first = 0, ...rest] = arcs;
  const top = Math.min(2, Math.floor(first / 40));
  return [top, first - top * 40, ...rest].join('.');
}
