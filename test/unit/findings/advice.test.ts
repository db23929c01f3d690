import { describe, expect, it } from 'vitest';
import { chooseFixExample } from '@/lib/findings/rules/choose-fix-example';
import { FINDING_CLASSES } from '@/lib/findings/rules/finding';
import { listReviewClauses, REVIEW_CLAUSES } from '@/lib/findings/rules/review-clauses';
import type { FindingKey } from '@/lib/i18n/app-messages';
import { LOCALES } from '@/lib/i18n/locales';
import { loadMessages } from '@/lib/i18n/messages';
import { translator } from '@/lib/i18n/translator';

const KEYS = Object.entries(loadMessages('en'))
  .filter(([name]) => name.startsWith('findings-'))
  .flatMap(([name, texts]) => Object.keys(texts).map((key) => `${name}.${key}` as FindingKey));

describe('the example of a fix', () => {
  it.each(FINDING_CLASSES)('is there for every kind of finding of %s', (name) => {
    expect(KEYS.length).toBeGreaterThan(70);
    for (const titleKey of KEYS) {
      const { language, code } = chooseFixExample({ titleKey, class: name });
      expect(language, titleKey).not.toBe('');
      expect(code.split('\n').length, titleKey).toBeLessThanOrEqual(6);
    }
  });

  it('is its own where the fix is another one than that of its class', () => {
    const code = (titleKey: FindingKey) => chooseFixExample({ titleKey, class: 'HEADERS' }).code;
    expect(code('findings-headers.cookieNotSecure')).toContain('Secure; HttpOnly');
    expect(code('findings-headers.cspMissing')).toContain('Content-Security-Policy');
    expect(code('findings-tls.expired')).toContain('certbot');
    expect(code('findings-leakage.directoryListing')).toBe('autoindex off;');
  });
});

describe('the clause of a finding', () => {
  it.each(FINDING_CLASSES)(
    'is one of the standard for %s, and high risks are solved before release',
    (name) => {
      for (const severity of ['HIGH', 'LOW'] as const) {
        const clauses = listReviewClauses({ class: name, cwe: 1, severity });
        expect(clauses.every((clause) => REVIEW_CLAUSES.includes(clause))).toBe(true);
        expect(new Set(clauses).size).toBe(clauses.length);
        if (severity === 'HIGH') expect(clauses).toContain('SECURITY_HARDENING');
      }
    },
  );

  it('is that of sessions for a cookie of one', () => {
    expect(listReviewClauses({ class: 'HEADERS', cwe: 614, severity: 'LOW' })).toEqual([
      'APPLICATION_SECURITY',
    ]);
    expect(listReviewClauses({ class: 'TLS', cwe: 327, severity: 'HIGH' })).toEqual([
      'ENCRYPTION',
      'SECURITY_HARDENING',
    ]);
  });

  it.each(LOCALES)('says what it demands in %s', (locale) => {
    const t = translator(locale);
    for (const clause of REVIEW_CLAUSES)
      expect(t(`reports.clauses.${clause}.demand`, { score: '7.0' }).length).toBeGreaterThan(10);
  });
});
