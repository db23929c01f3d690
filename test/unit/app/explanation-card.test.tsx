import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ExplanationCard } from '@/app/components/exchange/explanation-card';
import { LOCALES, type Locale } from '@/lib/i18n/locales';
import { loadMessages } from '@/lib/i18n/messages';
import type { StoredExplanation } from '@/lib/messages/message-record';

/** The card's text; a missing sentence throws. */
function draw(code: string, values: StoredExplanation['values'], locale: Locale = 'en'): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider
      locale={locale}
      timeZone="UTC"
      messages={loadMessages(locale)}
      onError={(error) => {
        throw error;
      }}
    >
      <ExplanationCard explanation={{ code, values, mark: null }} excerpt={null} />
    </NextIntlClientProvider>,
  );
}

describe('the card of a cause', () => {
  it('says what each mistake in a signature is, and how to fix it', () => {
    const both = { mistakes: 'header-recased, body-newline-added' };
    const drawn = draw('SIGNATURE_MISTAKE', both);
    expect(drawn).toContain('name is not written Body-Sign');
    expect(drawn).toContain('Write it exactly as Body-Sign');
    const seller = draw('SELLER_MISTAKE', { mistakes: 'inner-plain-sha256', alternatives: '' });
    expect(seller).toContain('plain SHA-256');
    expect(seller).not.toContain('Fix the calculation where the mistake says');
  });

  it('keeps the general advice where a mistake is one of another version', () => {
    const drawn = draw('SELLER_MISTAKE', { mistakes: 'of-another-version', alternatives: '' });
    expect(drawn).toContain('Fix the calculation where the mistake says');
  });

  it('speaks every language', () => {
    for (const locale of LOCALES) {
      expect(draw('SELLER_OTHER_KEY', { key: 'previous' }, locale)).not.toBe(
        draw('SELLER_OTHER_KEY', { key: 'other' }, locale),
      );
      expect(draw('SELLER_LOWER_CASE', {}, locale)).toContain('KooGallery');
    }
  });
});
