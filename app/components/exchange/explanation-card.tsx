import { useTranslations } from 'next-intl';
import { Card } from '@/app/components/card';
import { CodeBlock } from '@/app/components/code-block';
import type { StoredExplanation } from '@/lib/messages/message-record';
import type { MarkExcerpt } from '@/lib/response-checks/mark-excerpt';
import { useExplanationTexts } from './use-explanation-texts';

type ExplanationCardProps = { explanation: StoredExplanation; excerpt: MarkExcerpt | null };

/** What a call failed of: the mistake in one sentence, what was seen with its proof marked, and how to fix it. */
export function ExplanationCard({ explanation: { code, values }, excerpt }: ExplanationCardProps) {
  const t = useTranslations('exchange.explanation');
  const texts = useExplanationTexts(code, values);
  return (
    <Card title={texts.title}>
      <div className="flex flex-col gap-3">
        <p className="max-w-reading wrap-anywhere">{texts.detail}</p>
        {excerpt && (
          <CodeBlock
            label={t('proof')}
            text={`${excerpt.isCutBefore ? '…' : ''}${excerpt.text}${excerpt.isCutAfter ? '…' : ''}`}
            marks={[
              {
                from: excerpt.from + (excerpt.isCutBefore ? 1 : 0),
                to: excerpt.to + (excerpt.isCutBefore ? 1 : 0),
              },
            ]}
            isCopyable={false}
          />
        )}
        <p className="max-w-reading wrap-anywhere">
          <span className="font-medium">{t('fix')}</span> {texts.fix}
        </p>
        {texts.snippet !== null && <CodeBlock label={t('command')} text={texts.snippet} />}
      </div>
    </Card>
  );
}
