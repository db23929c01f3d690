import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { UrlProofCard } from '@/app/(desk)/assets/[assetId]/connection/url-proof-card';
import { URL_CHECKS } from '@/lib/connection-tests/rules/url-check';
import { proveChecks, type UrlFacts } from '@/lib/connection-tests/rules/url-proof';
import { LOCALES, type Locale } from '@/lib/i18n/locales';
import { loadMessages } from '@/lib/i18n/messages';
import { inspection, LEAF, speaking, untrusted, verdict } from '../response-checks/transport/inspections';

const NOW = new Date('2026-06-01T00:00:00Z');
type Props = Parameters<typeof UrlProofCard>[0];

const facts = (changes: Partial<UrlFacts> = {}): UrlFacts => ({
  url: 'https://saas.example.com/produce',
  allowedHosts: new Set(),
  now: NOW,
  lookup: { ok: true, addresses: ['8.8.8.8'] },
  connection: { ok: true, address: '8.8.8.8:443' },
  tls: { ok: true, inspection: inspection() },
  response: null,
  plainHttp: null,
  ...changes,
});
const makeProof = (changes: Partial<UrlFacts> = {}): Props['urlProof'] => {
  const { url, now } = facts(changes);
  return {
    proof: { url, checkedAt: now, declarationVersion: 1, checks: proveChecks(facts(changes)) },
    standing: 'fails',
  };
};

/** The card's markup; a missing text throws. */
const draw = (props: Partial<Props>, locale: Locale = 'en') =>
  renderToStaticMarkup(
    <NextIntlClientProvider
      locale={locale}
      timeZone="UTC"
      now={NOW}
      messages={loadMessages(locale)}
      onError={(error) => {
        throw error;
      }}
    >
      <UrlProofCard assetId="a" isUrlSet mayRun urlProof={{ proof: null, standing: 'never' }} {...props} />
    </NextIntlClientProvider>,
  );

describe.each(LOCALES)('the proof of the production URL in %s', (locale) => {
  it('lists every check before the first proof and after it', () => {
    expect(draw({}, locale).match(/<li /g)).toHaveLength(URL_CHECKS.length);
    expect(draw({ urlProof: makeProof() }, locale).match(/<li /g)).toHaveLength(URL_CHECKS.length);
  });

  it.each<[string, Partial<UrlFacts>, string]>([
    [
      'a cause, with the command',
      {
        tls: {
          ok: true,
          inspection: inspection({ certificate: untrusted([LEAF], 'UNABLE_TO_VERIFY_LEAF_SIGNATURE') }),
        },
      },
      'openssl s_client -connect saas.example.com:443',
    ],
    [
      'TLS that is too old',
      { tls: { ok: true, inspection: speaking('TLSv1.1') } },
      'ssl_protocols TLSv1.2 TLSv1.3;',
    ],
    ['what was seen and expected', { url: 'https://saas.example.com:8443/' }, '8443'],
    ['an end that comes soon', { now: new Date('2026-12-20T00:00:00Z') }, 'notAfter 2026-12-31'],
    ['plain http beside it', { plainHttp: { status: 200, location: null } }, ':80 HTTP 200'],
  ])('shows %s', (_name, changes, words) => {
    expect(draw({ urlProof: makeProof(changes) }, locale)).toContain(words);
  });

  it('says of what the operator waived that it would be refused', () => {
    const waived = { certificate: verdict({ anchor: 'operator' }) };
    const urlProof = makeProof({ tls: { ok: true, inspection: inspection(waived) } });
    const sentence = locale === 'en' ? 'KooGallery would refuse it.' : 'KooGallery 会拒绝它。';
    expect(draw({ urlProof: makeProof() }, locale)).not.toContain(sentence);
    expect(draw({ urlProof }, locale)).toContain(sentence);
  });

  it.each(['never', 'stale', 'fails', 'warns', 'holds'] as const)('has a sentence for %s', (standing) => {
    const { proof } = makeProof();
    expect(draw({ urlProof: { proof, standing } }, locale)).toMatch(/role="status"/);
  });
});

describe('the button', () => {
  it('says why it cannot be used', () => {
    expect(draw({ isUrlSet: false })).toContain('href="/assets/a/connection?edit=declaration#productionUrl"');
    expect(draw({ mayRun: false })).toContain('Your role does not allow this');
    expect(draw({})).toContain('name="assetId"');
  });
});
