import { useTranslations } from 'next-intl';

type Values = Readonly<Record<string, string | number>>;

/** The sentences of an explanation, whichever subject it belongs to. `snippet` is a command or configuration. */
export function useExplanationTexts(code: string, values: Values) {
  const t = useTranslations('connection-explain');
  const snippet = `explanation.${code}.snippet`;
  return {
    title: t(`explanation.${code}.title`, values),
    detail: t(`explanation.${code}.detail`, values),
    fix: t(`explanation.${code}.fix`, values),
    snippet: t.has(snippet) ? t(snippet, values) : null,
  };
}
