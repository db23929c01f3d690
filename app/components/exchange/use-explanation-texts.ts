import { useTranslations } from 'next-intl';
import { hasText, textOr } from '@/lib/i18n/text-or';
import { FIELD_EXPLANATIONS, SIGNATURE_EXPLANATIONS } from '@/lib/response-checks/explanation';
import { namedMistakeWords } from '@/lib/response-checks/signature/named-mistakes';

type Values = Readonly<Record<string, string | number>>;

const isOneOf = (codes: readonly string[], code: string) => codes.includes(code);

/**
 * The sentences of an explanation, whichever subject it belongs to. `snippet` is a command or configuration. A mistake
 * in a signature has sentences of its own, which say what it is, and fix it better than those of its subject.
 */
export function useExplanationTexts(code: string, values: Values) {
  const transport = useTranslations('connection-explain');
  const fields = useTranslations('connection-explain-fields');
  const signatures = useTranslations('connection-signature');
  const t = isOneOf(FIELD_EXPLANATIONS, code)
    ? fields
    : isOneOf(SIGNATURE_EXPLANATIONS, code)
      ? signatures
      : transport;
  const signing = useTranslations('signing');
  const mistakes = namedMistakeWords({ code, values }).filter(({ id }) =>
    hasText(signing, `mistake.${id}.what`),
  );
  const whats = mistakes.map((named) => textOr(signing, `mistake.${named.id}.what`, named.id, named.values));
  const fixes = mistakes.map((named) => textOr(signing, `mistake.${named.id}.fix`, named.id, named.values));
  const detail = textOr(t, `explanation.${code}.detail`, code, values);
  const snippet = `explanation.${code}.snippet`;
  return {
    title: textOr(t, `explanation.${code}.title`, code, values),
    detail: [detail, ...whats].join(' '),
    /** Those that it names, in a sentence each; null for an explanation that names none. */
    mistakes: whats.length > 0 ? whats.join(' ') : null,
    fix: fixes.length > 0 ? fixes.join(' ') : textOr(t, `explanation.${code}.fix`, code, values),
    /** Null where there is none for these values. */
    snippet: (hasText(t, snippet) && t(snippet, values)) || null,
  };
}
