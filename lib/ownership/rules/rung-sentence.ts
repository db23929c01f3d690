import type { KeyIn } from '@/lib/i18n/app-messages';
import type { Rung } from './ladder';
import { servedOffset } from './verification-file';

/** A message below `ownership.` and its values. */
export type Sentence = {
  key: KeyIn<'ownership'>;
  values: Record<string, string | number | readonly string[]>;
};

/** The sentence that says what was seen on a rung; null where nothing was. */
export function rungSentence(rung: Rung): Sentence | null {
  if (rung.seen === null) {
    if (rung.error !== null) return { key: 'seen.error', values: { error: rung.error } };
    return rung.rung === 'TLS' && rung.state === 'warn' ? { key: 'seen.plainHttp', values: {} } : null;
  }
  const failure: Sentence | null =
    rung.error === null ? null : { key: 'seen.error', values: { error: rung.error } };
  switch (rung.rung) {
    case 'DNS':
      return (
        failure ?? {
          key: 'seen.dns',
          values: {
            host: rung.seen.host,
            addresses: rung.seen.addresses,
            count: rung.seen.addresses.length,
          },
        }
      );
    case 'TCP':
      return (
        failure ?? {
          key: rung.seen.address === null ? 'seen.tcpSomewhere' : 'seen.tcp',
          values: { address: rung.seen.address ?? '', port: rung.seen.port },
        }
      );
    case 'TLS': {
      const { protocol, certificate } = rung.seen;
      if (!certificate) return failure ?? { key: 'seen.tlsAnonymous', values: { protocol } };
      const values = {
        protocol,
        subject: certificate.subject,
        issuer: certificate.issuer,
        names: certificate.names,
        validUntil: certificate.validUntil.slice(0, 10),
      };
      return rung.error === null
        ? { key: 'seen.tls', values }
        : { key: 'seen.tlsRefused', values: { ...values, error: rung.error } };
    }
    case 'REDIRECTS': {
      const { hops, finalUrl } = rung.seen;
      const path = [
        ...hops.map(({ url, status }) => `${url} (${status})`),
        hops.at(-1)?.location ?? finalUrl,
      ].join(' → ');
      return rung.error === null && hops.length === 0
        ? { key: 'seen.noRedirect', values: {} }
        : { key: 'seen.redirects', values: { count: hops.length, path } };
    }
    case 'STATUS':
      return (
        failure ?? {
          key: 'seen.status',
          values: { status: rung.seen.status, statusText: rung.seen.statusText, url: rung.seen.url },
        }
      );
    case 'BODY': {
      const { size, tolerated, firstDifferenceAt, differenceHex, contentType } = rung.seen;
      const [first, ...others] = tolerated;
      const seen = first && (others.length > 0 ? 'seen.bodyBomAndTrailingNewline' : TOLERATED[first]);
      const differs = differenceHex ? 'seen.bodyDiffersAt' : 'seen.bodyDiffers';
      const key = rung.state === 'fail' ? differs : (seen ?? 'seen.body');
      const bytes = (differenceHex ?? '').toUpperCase();
      // People count from 1.
      const offset = servedOffset(firstDifferenceAt ?? 0, tolerated) + 1;
      return { key, values: { size, offset, bytes, contentType } };
    }
    case 'SOFT_404':
      return (
        failure ?? {
          key: rung.seen.isSameContent ? 'seen.missingSame' : 'seen.missing',
          values: { url: rung.seen.url, status: rung.seen.status },
        }
      );
  }
}

const TOLERATED = { BOM: 'seen.bodyBom', TRAILING_NEWLINE: 'seen.bodyTrailingNewline' } as const;
