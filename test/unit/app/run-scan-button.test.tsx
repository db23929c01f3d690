import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { RunScanButton } from '@/app/(desk)/scans/run-scan-button';
import { LOCALES } from '@/lib/i18n/locales';
import { loadMessages } from '@/lib/i18n/messages';

const website = { id: 'w', ownership: 'VERIFIED', isScanUnfinished: false, lastScan: null } as const;

describe.each(LOCALES)('the button that starts a self-check in %s', (locale) => {
  const markup = (mayRun: boolean) =>
    renderToStaticMarkup(
      <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="UTC">
        <RunScanButton website={website} label="Run" mayRun={mayRun} />
      </NextIntlClientProvider>,
    );

  it('can be pressed by those who may scan', () => {
    expect(markup(true)).toContain('type="submit"');
    expect(markup(true)).not.toContain('aria-disabled="true"');
  });

  it('says to the others why not, though nothing else is in the way', () => {
    expect(markup(false)).toContain('aria-disabled="true"');
    expect(markup(false)).not.toContain('<form');
  });
});
