import { useTranslations } from 'next-intl';
import type { Explanation } from '@/lib/connection-tests/rules/explanation';
import { CodeBlock } from '../../../../components/code-block';

/** A cause in words: what it is, what was seen, how to mend it, and the command or configuration where there is one. */
export function ExplanationView({ explanation: { code, values } }: { explanation: Explanation }) {
  const t = useTranslations('connection-explain');
  const snippet = `explanation.${code}.snippet`;
  return (
    <>
      <p className="font-medium">{t(`explanation.${code}.title`)}</p>
      <p className="max-w-reading wrap-anywhere">{t(`explanation.${code}.detail`, values)}</p>
      <p className="max-w-reading wrap-anywhere">{t(`explanation.${code}.fix`, values)}</p>
      {t.has(snippet) && <CodeBlock label={t('proof.command')} text={t(snippet, values)} />}
    </>
  );
}
