import type { CertificateVerdict } from '@/lib/http/inspection-record';
import type { Explanation } from '../explanation';
import type { Place } from './place';

/** A day as the sentences write it: `2026-03-01`. */
export const day = (at: Date): string => (Number.isNaN(at.getTime()) ? '–' : at.toISOString().slice(0, 10));

/** OpenSSL's words where the rest of the verdict does not say why. */
const OUT_OF_DATE = ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'];
const MARK = { part: 'tls' } as const;

/** Everything that is wrong with a shown certificate: its chain, its dates, its names. Empty for one that would do. */
export function explainCertificate(certificate: CertificateVerdict, place: Place): Explanation[] {
  return [
    ...explainTrust(certificate, place),
    ...explainDates(certificate, place),
    ...explainName(certificate, place),
  ];
}

/**
 * Why nobody trusts the chain. A leaf whose issuer was not sent is an incomplete chain; a chain that ends at a root
 * that no public store has, or at an issuer that says nowhere where its own could be fetched, is of a private authority.
 */
export function explainTrust(
  { leaf, chain, isTrusted, verifyError }: CertificateVerdict,
  place: Place,
): Explanation[] {
  if (isTrusted) return [];
  const top = chain.at(-1) ?? leaf;
  const { subject } = leaf;
  const issuerUrl = top.issuerUrl ?? '–';
  if (leaf.isSelfSigned)
    return [{ code: 'CERTIFICATE_SELF_SIGNED', values: { ...place, subject }, mark: MARK }];
  const isLeafAlone = chain.length === 1;
  const values = { ...place, subject, issuer: top.issuer, issuerUrl, sent: chain.length };
  if (isLeafAlone || (!top.isSelfSigned && top.issuerUrl !== null))
    return [{ code: 'CHAIN_INCOMPLETE', values, mark: MARK }];
  const isUnknownRoot =
    verifyError === 'SELF_SIGNED_CERT_IN_CHAIN' ||
    verifyError === 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' ||
    OUT_OF_DATE.includes(verifyError ?? '');
  if (isUnknownRoot)
    return [
      {
        code: 'CERTIFICATE_PRIVATE_AUTHORITY',
        values: { ...place, subject, issuer: top.issuer },
        mark: MARK,
      },
    ];
  return [
    { code: 'CERTIFICATE_UNTRUSTED', values: { ...place, subject, reason: verifyError ?? '–' }, mark: MARK },
  ];
}

/** The certificate that is out of date: the leaf, or the issuer that ends first. */
export function explainDates(
  { leaf, chain, isWithinDates, verifyError }: CertificateVerdict,
  place: Place,
): Explanation[] {
  const isIssuerOut = isWithinDates && OUT_OF_DATE.includes(verifyError ?? '');
  if (isWithinDates && !isIssuerOut) return [];
  const issuers = chain.slice(1).toSorted((a, b) => a.validUntil.getTime() - b.validUntil.getTime());
  const { subject, validFrom, validUntil } = (isIssuerOut ? issuers[0] : null) ?? leaf;
  const kind = verifyError === 'CERT_NOT_YET_VALID' ? 'early' : 'late';
  const values = { ...place, kind, subject, from: day(validFrom), until: day(validUntil) };
  return [{ code: 'CERTIFICATE_EXPIRED', values, mark: MARK }];
}

export function explainName({ leaf, isNameMatching }: CertificateVerdict, place: Place): Explanation[] {
  if (isNameMatching) return [];
  const names = leaf.subjectAltNames.join(', ') || leaf.subject || '–';
  return [{ code: 'CERTIFICATE_NAME_MISMATCH', values: { ...place, names }, mark: MARK }];
}
