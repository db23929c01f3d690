import { GitCompareArrows, RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { LinkButton } from '@/app/components/link-button';
import { UnusableButton } from '@/app/components/unusable-button';
import { comparedSide, comparePath, restartPath } from '@/app/paths';
import type { MessageDetails } from '@/lib/messages/get-message';

type MessageActionsProps = {
  message: MessageDetails;
  attempt: { sequence: number } | undefined;
  mayRun: boolean;
};

/** What can be done with a message: send it again, compare its attempts. */
export function MessageActions({ message, attempt, mayRun }: MessageActionsProps) {
  const t = useTranslations('messages.detail');
  const { id, purpose, attempts } = message;
  const before = attempts.find(({ sequence }) => sequence === (attempt?.sequence ?? 0) - 1);
  const isAlone = purpose !== 'ADVERSARIAL' && purpose !== 'DIAGNOSIS';
  return (
    <>
      {attempt && before && (
        <LinkButton
          href={comparePath([comparedSide(id, before.sequence), comparedSide(id, attempt.sequence)])}
          icon={GitCompareArrows}
        >
          {t('compareAttempts')}
        </LinkButton>
      )}
      {mayRun && isAlone ? (
        <LinkButton href={restartPath(id)} look="primary" icon={RotateCw}>
          {t('restart')}
        </LinkButton>
      ) : (
        <UnusableButton look="primary" reason={mayRun ? t('notAlone') : t('restartWhy')}>
          {t('restart')}
        </UnusableButton>
      )}
    </>
  );
}
