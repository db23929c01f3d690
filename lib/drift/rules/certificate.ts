import { DAY_MS } from '@/lib/core/clock';
import { DRIFT_CERTIFICATE_DAYS } from '@/lib/core/policy';
import type { PeerCertificate } from '@/lib/http/exchange';
import { storedText } from './stored-text';

/** Instants as ISO text: it is kept as JSON. */
export type CertificateDates = { validFrom: string; validUntil: string; fingerprint: string };

/** Null for a certificate whose dates nobody can read. */
export function certificateDates(certificate: PeerCertificate | null): CertificateDates | null {
  if (!certificate) return null;
  const { validFrom, validUntil, fingerprint256 } = certificate;
  if (Number.isNaN(validFrom.getTime()) || Number.isNaN(validUntil.getTime())) return null;
  return {
    validFrom: validFrom.toISOString(),
    validUntil: validUntil.toISOString(),
    fingerprint: storedText(fingerprint256),
  };
}

/**
 * Who issued a certificate: the organisation, for each of them signs by turns with several intermediate certificates, or
 * the whole name where there is none.
 * @param issuer `CN=R11, O=Let's Encrypt, C=US`
 */
export const issuerText = (issuer: string): string =>
  storedText(/(?:^|, )O=(.+?)(?:, (?:OU|C)=|$)/s.exec(issuer)?.[1] ?? issuer);

/** A certificate of a large provider is for more sites than can be compared: then those count that are the website's. */
const MOST_NAMES = 20;

/** The names that a certificate is for, in one order, a line each. @param hostname of the website */
export function namesText(names: readonly string[], hostname: string): string {
  const clean = [
    ...new Set(names.map((name) => storedText(name.replace(/^(DNS|IP Address):/, '').toLowerCase()))),
  ];
  const kept = clean.length > MOST_NAMES ? clean.filter((name) => covers(name, hostname)) : clean;
  return kept.sort().join('\n');
}

/** Whether a certificate's name is for this one: the same, or a wildcard in the place of its first label. */
const covers = (name: string, other: string): boolean =>
  name === other ||
  (name.startsWith('*.') && other.includes('.') && name.slice(1) === other.slice(other.indexOf('.')));

/** Whether one of the names is lost; more of them are welcome. */
export function isNameLost(before: string, after: string): boolean {
  const now = after.split('\n');
  return before.split('\n').some((name) => name !== '' && !now.some((one) => covers(one, name)));
}

/** Within the days before its end, and of one with a short life within the last third of it. */
export function isEnding({ validFrom, validUntil }: CertificateDates, now: Date): boolean {
  const end = Date.parse(validUntil);
  const soonMs = Math.min(DRIFT_CERTIFICATE_DAYS * DAY_MS, (end - Date.parse(validFrom)) / 3);
  return end - now.getTime() <= soonMs;
}
