import { useTranslations } from 'next-intl';
import { CodeBlock } from '@/app/components/code-block';
import { useExplanationTexts } from '@/app/components/exchange/use-explanation-texts';
import type { Explanation } from '@/lib/response-checks/explanation';

/** A cause in words: what it is, what was seen, how to fix it, and the command or configuration where there is one. */
export function ExplanationView({ explanation: { code, values } }: { explanation: Explanation }) {
  const t = useTranslations('connection-explain');
  const { title, detail, fix, snippet } = useExplanationTexts(code, values);
  return (
    <>
      <p className="font-medium">{title}</p>
      <p className="max-w-reading wrap-anywhere">{detail}</p>
      <p className="max-w-reading wrap-anywhere">{fix}</p>
      {snippet !== null && <CodeBlock label={t('proof.command')} text={snippet} />}
    </>
  );
}
