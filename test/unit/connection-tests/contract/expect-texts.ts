import { createTranslator } from 'next-intl';
import { expect } from 'vitest';
import type { RunDiagnosis } from '@/lib/connection-tests/rules/run-diagnosis';
import type { Locale } from '@/lib/i18n/locales';
import { FIELD_EXPLANATIONS, SIGNATURE_EXPLANATIONS } from '@/lib/response-checks/explanation';
import { namedMistakeWords } from '@/lib/response-checks/signature/named-mistakes';
import { loadedTexts } from '../../i18n/loaded-texts';

const errors: unknown[] = [];
const readTexts = (locale: Locale) => ({
  adversarial: loadedTexts(locale, 'connection-adversarial'),
  transport: loadedTexts(locale, 'connection-explain'),
  fields: loadedTexts(locale, 'connection-explain-fields'),
  run: loadedTexts(locale, 'connection-run'),
  signature: loadedTexts(locale, 'connection-signature'),
  signing: loadedTexts(locale, 'signing'),
});
type Namespace = keyof ReturnType<typeof readTexts>;
const TRANSLATORS = (['en', 'zh-CN'] as const).map((locale) =>
  createTranslator({ locale, messages: readTexts(locale), onError: (error) => errors.push(error) }),
);

/** What it is, why, and how to fix it, in both languages, with every value that the sentences ask for. */
export function expectTexts(diagnosis: RunDiagnosis): void {
  errors.length = 0;
  const keys = diagnosis.kind === 'explanation' ? ofExplanation(diagnosis) : ofFinding(diagnosis);
  const values = diagnosis.kind === 'explanation' ? diagnosis.explanation.values : diagnosis.finding.values;
  const mistakes = diagnosis.kind === 'explanation' ? namedMistakeWords(diagnosis.explanation) : [];
  const texts = TRANSLATORS.flatMap((t) => [
    ...keys.map((key) => t(key as never, values as never) as string),
    ...mistakes.flatMap(({ id, values: words }) =>
      ['what', 'fix'].map((part) => t(`signing.mistake.${id}.${part}` as never, words as never) as string),
    ),
  ]);
  expect(errors).toEqual([]);
  expect(texts.filter((text) => text.trim() === '' || /undefined|NaN/.test(text))).toEqual([]);
}

function ofExplanation({ explanation }: RunDiagnosis & { kind: 'explanation' }): string[] {
  const { code } = explanation;
  const isOneOf = (codes: readonly string[]) => codes.includes(code);
  const namespace: Namespace = isOneOf(FIELD_EXPLANATIONS)
    ? 'fields'
    : isOneOf(SIGNATURE_EXPLANATIONS)
      ? 'signature'
      : 'transport';
  return ['title', 'detail', 'fix'].map((part) => `${namespace}.explanation.${code}.${part}`);
}

function ofFinding({ section, finding, itemKeys }: RunDiagnosis & { kind: 'finding' }): string[] {
  if (section !== 'adversarial') return [`run.finding.${finding.code}`];
  const test = itemKeys[0]?.replace('adversarial/', '');
  return [
    `adversarial.finding.${finding.code}`,
    ...['title', 'question', 'why', 'advice'].map((part) => `adversarial.test.${test}.${part}`),
  ];
}
