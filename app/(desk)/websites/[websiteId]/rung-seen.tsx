import { useLocale, useTranslations } from 'next-intl';
import { CodeBlock } from '@/app/components/code-block';
import { withLists } from '@/lib/i18n/list-text';
import type { Rung } from '@/lib/ownership/rules/ladder';
import { rungSentence } from '@/lib/ownership/rules/rung-sentence';

/** What was seen on a rung: one sentence, and of a body that was refused its first bytes. */
export function RungSeen({ rung }: { rung: Rung }) {
  const t = useTranslations();
  const locale = useLocale();
  const sentence = rungSentence(rung);
  const body = rung.rung === 'BODY' && rung.state === 'fail' ? rung.seen : null;
  return (
    <div className="flex flex-col gap-2">
      {sentence && <p>{t(`ownership.${sentence.key}`, withLists(locale, sentence.values))}</p>}
      {body && body.size > 0 && (
        <CodeBlock
          label={t('websites.proof.firstBytes')}
          text={`${spaced(body.firstBytesHex)}\n${body.firstBytesText}`}
          isCopyable={false}
        />
      )}
    </div>
  );
}

const spaced = (hex: string): string => hex.replace(/../g, '$& ').trim();
