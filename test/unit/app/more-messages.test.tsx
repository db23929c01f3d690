import { NextIntlClientProvider, useTranslations } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { MoreMessages } from '@/app/components/more-messages';

function Words() {
  const t = useTranslations();
  return `${t('common.close')} ${t('assets.title')}`;
}

it('texts are added to those around, so that none is sent twice', () => {
  const markup = renderToStaticMarkup(
    <NextIntlClientProvider
      locale="en"
      timeZone="UTC"
      messages={{ common: { close: 'Close' } }}
      onError={(error) => {
        throw error;
      }}
    >
      <MoreMessages messages={{ assets: { title: 'Assets' } }}>
        <Words />
      </MoreMessages>
    </NextIntlClientProvider>,
  );
  expect(markup).toBe('Close Assets');
});
