import type { CertificateResult } from '@/lib/http/inspection-record';
import type { Explanation } from '../explanation';
import type { CallAddress } from './call-address';

/** A day as the sentences write it: `2026-03-01`. */
export const day = (at: Date): string => (Number.isNaN(at.getTime()) ? '–' : at.toISOString().slice(0, 10));

/** What of a certificate the sentences name. */
type Facts = Pick<
  CertificateResult['leaf'],
  'subject' | 'issuer' | 'subjectAltNames' | 'validFrom' | 'validUntil' | 'isSelfSigned' | 'issuerUrl'
>;
/** A chain with what is wrong with it: of an inspection, or of a handshake that was refused. */
export type JudgedChain = Pick<
  CertificateResult,
  'isTrusted' | 'isNameMatching' | 'isWithinDates' | 'verifyError'
> & { leaf: Facts; chain: readonly Facts[] };

/** OpenSSL's words where the rest of the verdict does not say why. */
const OUT_OF_DATE = ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'];
const MARK = { part: 'tls' } as const;

/** Everything that is wrong with a shown certificate: its chain, its dates, its names. Empty for one that would do. */
export function explainCertificate(certificate: JudgedChain, place: CallAddress): Explanation[] {
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
  { leaf, chain, isTrusted, verifyError }: JudgedChain,
  place: CallAddress,
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

/** The certificate that is out of date: of several, the one that ended first or begins last. */
export function explainDates(
  { leaf, chain, isWithinDates, verifyError }: JudgedChain,
  place: CallAddress,
): Explanation[] {
  if (isWithinDates && !OUT_OF_DATE.includes(verifyError ?? '')) return [];
  const isEarly = verifyError === 'CERT_NOT_YET_VALID';
  const [first = leaf] = chain.toSorted((a, b) =>
    isEarly ? b.validFrom.getTime() - a.validFrom.getTime() : a.validUntil.getTime() - b.validUntil.getTime(),
  );
  const { subject, validFrom, validUntil } = first;
  const kind = isEarly ? 'early' : 'late';
  const values = { ...place, kind, subject, from: day(validFrom), until: day(validUntil) };
  return [{ code: 'CERTIFICATE_EXPIRED', values, mark: MARK }];
}

export function explainName({ leaf, isNameMatching }: JudgedChain, place: CallAddress): Explanation[] {
  if (isNameMatching) return [];
  const names = leaf.subjectAltNames.join(', ') || leaf.subject || '–';
  return [{ code: 'CERTIFICATE_NAME_MISMATCH', values: { ...place, names }, mark: MARK }];
}
