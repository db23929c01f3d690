import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { RetestOutcome } from '@/app/(desk)/scans/retest-outcome';
import { LOCALES } from '@/lib/i18n/locales';
import { loadMessages } from '@/lib/i18n/messages';
import type { FindingRetest } from '@/lib/scans/for-other-rooms';
import { NOT_TESTED_REASONS } from '@/lib/scans/rules/result';
import { RETEST_REASONS } from '@/lib/scans/rules/retest';
import { RUN_REASONS } from '@/lib/scans/scan-record';

const AT = new Date('2026-05-04T08:00:00Z');

function draw(locale: (typeof LOCALES)[number], change: Partial<FindingRetest>): string {
  const retest: FindingRetest = {
    ...{ findingId: 'f', state: 'NOT_ASKED', reason: null, confidence: null, evidence: null, at: AT },
    ...change,
  };
  return renderToStaticMarkup(
    <NextIntlClientProvider
      {...{ locale, timeZone: 'Asia/Shanghai', now: AT, messages: loadMessages(locale) }}
      onError={(error) => {
        throw error;
      }}
    >
      <RetestOutcome retest={retest} />
    </NextIntlClientProvider>,
  );
}

describe('what a re-test came to', () => {
  it.each(LOCALES)('has a sentence for every reason: %s', (locale) => {
    const values = { status: 403, problem: 'FILE_MISSING', attempts: 3 };
    for (const code of [
      ...RETEST_REASONS,
      ...NOT_TESTED_REASONS,
      ...RUN_REASONS,
      'LOGIN_FAILED',
      'SESSION_LOST',
    ] as const) {
      const drawn = draw(locale, { reason: { code, values: { ...values, code: 'NO_FORM', renewals: 1 } } });
      expect(drawn).not.toContain(code);
      expect(drawn).not.toContain('reasons.');
    }
  });

  it('says what is there and what is gone', () => {
    expect(draw('en', { state: 'STILL_THERE' })).toContain('Still there');
    expect(draw('en', { state: 'GONE' })).toContain('Gone');
  });
});
