import { createTranslator } from 'next-intl';
import { expect } from 'vitest';
import type { RunDiagnosis } from '@/lib/connection-tests/rules/run-diagnosis';
import enAdversarialFile from '@/lib/i18n/messages/en/connection-adversarial.json';
import enTransportFile from '@/lib/i18n/messages/en/connection-explain.json';
import enFieldsFile from '@/lib/i18n/messages/en/connection-explain-fields.json';
import enRunFile from '@/lib/i18n/messages/en/connection-run.json';
import enSignatureFile from '@/lib/i18n/messages/en/connection-signature.json';
import enSigningFile from '@/lib/i18n/messages/en/signing.json';
import zhAdversarialFile from '@/lib/i18n/messages/zh-CN/connection-adversarial.json';
import zhTransportFile from '@/lib/i18n/messages/zh-CN/connection-explain.json';
import zhFieldsFile from '@/lib/i18n/messages/zh-CN/connection-explain-fields.json';
import zhRunFile from '@/lib/i18n/messages/zh-CN/connection-run.json';
import zhSignatureFile from '@/lib/i18n/messages/zh-CN/connection-signature.json';
import zhSigningFile from '@/lib/i18n/messages/zh-CN/signing.json';
import { FIELD_EXPLANATIONS, SIGNATURE_EXPLANATIONS } from '@/lib/response-checks/explanation';
import { namedMistakeWords } from '@/lib/response-checks/signature/named-mistakes';
import { loadedTexts } from '../../i18n/loaded-texts';

const enAdversarial = loadedTexts('en', 'connection-adversarial', enAdversarialFile);
const enTransport = loadedTexts('en', 'connection-explain', enTransportFile);
const enFields = loadedTexts('en', 'connection-explain-fields', enFieldsFile);
const enRun = loadedTexts('en', 'connection-run', enRunFile);
const enSignature = loadedTexts('en', 'connection-signature', enSignatureFile);
const enSigning = loadedTexts('en', 'signing', enSigningFile);
const zhAdversarial = loadedTexts('zh-CN', 'connection-adversarial', zhAdversarialFile);
const zhTransport = loadedTexts('zh-CN', 'connection-explain', zhTransportFile);
const zhFields = loadedTexts('zh-CN', 'connection-explain-fields', zhFieldsFile);
const zhRun = loadedTexts('zh-CN', 'connection-run', zhRunFile);
const zhSignature = loadedTexts('zh-CN', 'connection-signature', zhSignatureFile);
const zhSigning = loadedTexts('zh-CN', 'signing', zhSigningFile);

const errors: unknown[] = [];
const MESSAGES = {
  en: {
    adversarial: enAdversarial,
    transport: enTransport,
    fields: enFields,
    run: enRun,
    signature: enSignature,
    signing: enSigning,
  },
  'zh-CN': {
    adversarial: zhAdversarial,
    transport: zhTransport,
    fields: zhFields,
    run: zhRun,
    signature: zhSignature,
    signing: zhSigning,
  },
};
type Namespace = keyof (typeof MESSAGES)['en'];
const TRANSLATORS = (['en', 'zh-CN'] as const).map((locale) =>
  createTranslator({ locale, messages: MESSAGES[locale], onError: (error) => errors.push(error) }),
);

/** What it is, why, and how to mend it, in both languages, with every value that the sentences ask for. */
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
