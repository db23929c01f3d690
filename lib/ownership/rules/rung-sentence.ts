import type { KeyIn } from '@/lib/i18n/app-messages';
import type { Rung, RungName } from './ladder';
import { servedOffset } from './verification-file';

/** A message below `ownership.` and its values. */
export type Sentence = {
  key: KeyIn<'ownership'>;
  values: Record<string, string | number | readonly string[]>;
};

type Seen<Name extends RungName> = NonNullable<Extract<Rung, { rung: Name }>['seen']>;

/** The sentence that says what was seen on a rung; null where nothing was. */
export function rungSentence(rung: Rung): Sentence | null {
  if (rung.seen === null) {
    if (rung.error !== null) return seenError(rung.error);
    return rung.rung === 'TLS' && rung.state === 'warn' ? { key: 'seen.plainHttp', values: {} } : null;
  }
  switch (rung.rung) {
    case 'TLS':
      return tlsSentence(rung.seen, rung.error);
    case 'REDIRECTS':
      return redirectsSentence(rung.seen, rung.error);
    case 'BODY':
      return bodySentence(rung.seen, rung.state === 'fail');
    default:
      return rung.error === null ? plainSentence(rung) : seenError(rung.error);
  }
}

const seenError = (error: string): Sentence => ({ key: 'seen.error', values: { error } });

function plainSentence(
  rung: Extract<Rung, { rung: 'DNS' | 'TCP' | 'STATUS' | 'SOFT_404' }>,
): Sentence | null {
  if (rung.seen === null) return null;
  switch (rung.rung) {
    case 'DNS': {
      const { host, addresses } = rung.seen;
      return { key: 'seen.dns', values: { host, addresses, count: addresses.length } };
    }
    case 'TCP': {
      const { address, port } = rung.seen;
      return {
        key: address === null ? 'seen.tcpSomewhere' : 'seen.tcp',
        values: { address: address ?? '', port },
      };
    }
    case 'STATUS': {
      const { status, statusText, url } = rung.seen;
      return { key: 'seen.status', values: { status, statusText, url } };
    }
    case 'SOFT_404': {
      const { isSameContent, url, status } = rung.seen;
      return { key: isSameContent ? 'seen.missingSame' : 'seen.missing', values: { url, status } };
    }
  }
}

function tlsSentence({ protocol, certificate }: Seen<'TLS'>, error: string | null): Sentence {
  if (!certificate)
    return error === null ? { key: 'seen.tlsAnonymous', values: { protocol } } : seenError(error);
  const { subject, issuer, names, validUntil } = certificate;
  const values = { protocol, subject, issuer, names, validUntil: validUntil.slice(0, 10) };
  return error === null
    ? { key: 'seen.tls', values }
    : { key: 'seen.tlsRefused', values: { ...values, error } };
}

function redirectsSentence({ hops, finalUrl }: Seen<'REDIRECTS'>, error: string | null): Sentence {
  if (error === null && hops.length === 0) return { key: 'seen.noRedirect', values: {} };
  const path = [
    ...hops.map(({ url, status }) => `${url} (${status})`),
    hops.at(-1)?.location ?? finalUrl,
  ].join(' → ');
  return { key: 'seen.redirects', values: { count: hops.length, path } };
}

function bodySentence(seen: Seen<'BODY'>, isFailed: boolean): Sentence {
  const { size, tolerated, firstDifferenceAt, differenceHex, contentType } = seen;
  const [first, ...others] = tolerated;
  const shown = first && (others.length > 0 ? 'seen.bodyBomAndTrailingNewline' : TOLERATED[first]);
  const differs = differenceHex ? 'seen.bodyDiffersAt' : 'seen.bodyDiffers';
  const bytes = (differenceHex ?? '').toUpperCase();
  // People count from 1.
  const offset = servedOffset(firstDifferenceAt ?? 0, tolerated) + 1;
  return { key: isFailed ? differs : (shown ?? 'seen.body'), values: { size, offset, bytes, contentType } };
}

const TOLERATED = { BOM: 'seen.bodyBom', TRAILING_NEWLINE: 'seen.bodyTrailingNewline' } as const;
