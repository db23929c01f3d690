import { useTranslations } from 'next-intl';
import { FIELD_EXPLANATIONS, SIGNATURE_EXPLANATIONS } from '@/lib/connection-tests/rules/explanation';

type Values = Readonly<Record<string, string | number>>;

const isOneOf = (codes: readonly string[], code: string) => codes.includes(code);

/** The sentences of an explanation, whichever subject it belongs to. `snippet` is a command or configuration. */
export function useExplanationTexts(code: string, values: Values) {
  const transport = useTranslations('connection-explain');
  const fields = useTranslations('connection-explain-fields');
  const signatures = useTranslations('connection-signature');
  const t = isOneOf(FIELD_EXPLANATIONS, code)
    ? fields
    : isOneOf(SIGNATURE_EXPLANATIONS, code)
      ? signatures
      : transport;
  const snippet = `explanation.${code}.snippet`;
  return {
    title: t(`explanation.${code}.title`, values),
    detail: t(`explanation.${code}.detail`, values),
    fix: t(`explanation.${code}.fix`, values),
    snippet: t.has(snippet) ? t(snippet, values) : null,
  };
}
