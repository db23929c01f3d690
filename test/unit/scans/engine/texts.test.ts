import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createTranslator } from 'next-intl';
import { describe, expect, it } from 'vitest';
import { CONFIDENCES, FINDING_CLASSES, SEVERITIES } from '@/lib/findings/rules/finding';
import type { Locale } from '@/lib/i18n/locales';
import { EXPOSED_FILES } from '@/lib/scans/checks/leakage/file-signatures';
import { SECRET_PATTERNS } from '@/lib/scans/checks/leakage/secret-patterns';
import { LOGIN_FAILURES } from '@/lib/scans/engine/login/login-outcome';
import { SCAN_PHASES } from '@/lib/scans/rules/progress';
import {
  NOT_TESTED_REASONS,
  SCAN_OUTCOMES,
  SCAN_REASONS,
  SCAN_WARNINGS,
  SKIP_REASONS,
} from '@/lib/scans/rules/result';
import { SCAN_SUMMARIES } from '@/lib/scans/rules/scan-summary';

const LOCALES = ['en', 'zh-CN'] as const;
const root = path.resolve(import.meta.dirname, '../../../..');
const readMessages = (locale: string, namespace: string) =>
  JSON.parse(readFileSync(path.join(root, 'lib/i18n/messages', locale, `${namespace}.json`), 'utf8'));

/** Formats a text with some value for each of its placeholders: only missing texts and broken syntax can fail. */
function makeTranslator(locale: Locale, namespace: string) {
  const messages = readMessages(locale, namespace);
  const translate = createTranslator({
    locale,
    messages,
    onError: (error) => {
      throw error;
    },
  }) as unknown as (key: string, values: Record<string, string | number>) => string;
  return (key: string, values: Record<string, string> = {}) => {
    const raw: unknown = key.split('.').reduce((node, part) => node?.[part], messages);
    const names = [...String(raw).matchAll(/\{(\w+)[,}]/g)].map((match) => match[1] ?? '');
    return translate(key, { ...Object.fromEntries(names.map((name) => [name, 7])), ...values });
  };
}

describe.each(LOCALES)('texts in %s', (locale) => {
  it('have a word of their own for every kind of file and secret', () => {
    const translate = makeTranslator(locale, 'findings-leakage');
    const translateName = (key: string, kind: string) => translate(key, { kind });
    for (const [key, kinds] of [
      ['exposedFile.why', EXPOSED_FILES.map(({ kind }) => kind)],
      ['secret.title', SECRET_PATTERNS.map(({ kind }) => kind)],
    ] as const) {
      for (const kind of kinds) expect(translateName(key, kind), kind).not.toBe(translateName(key, 'other'));
    }
  });

  it('have a sentence for every code of a scan', () => {
    const translate = makeTranslator(locale, 'scan');
    const keys = [
      ...SCAN_PHASES.map((code) => `phases.${code}`),
      ...SCAN_OUTCOMES.map((code) => `outcomes.${code}`),
      ...SCAN_REASONS.flatMap((code) => [`reasons.${code}.title`, `reasons.${code}.fix`]),
      ...SCAN_WARNINGS.map((code) => `warnings.${code}`),
      ...SKIP_REASONS.map((code) => `skipped.${code}`),
      ...NOT_TESTED_REASONS.map((code) => `notTested.${code}`),
      ...SCAN_SUMMARIES.map((code) => `verdict.${code}`),
      ...LOGIN_FAILURES.map((code) => `loginFailures.${code}`),
      ...FINDING_CLASSES.map((code) => `classes.${code}`),
      ...SEVERITIES.map((code) => `severities.${code}`),
      ...CONFIDENCES.map((code) => `confidence.${code}`),
    ];
    for (const key of keys) expect(translate(key)).not.toBe('');
  });
});
