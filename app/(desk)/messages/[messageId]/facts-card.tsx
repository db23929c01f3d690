import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useCallName } from '@/app/(desk)/messages/use-call-name';
import { Card } from '@/app/components/card';
import { DateTime } from '@/app/components/date-time';
import { DefinitionList } from '@/app/components/definition-list';
import { assetPath } from '@/app/paths';
import type { MessageDetails } from '@/lib/messages/get-message';
import type { MaskedAttemptRecord } from '@/lib/messages/message-record';

type FactsCardProps = { message: MessageDetails; attempt: MaskedAttemptRecord | undefined };

/** What the call was and what came of the attempt that is shown. */
export function FactsCard({ message, attempt }: FactsCardProps) {
  const t = useTranslations('messages.detail');
  const purposes = useTranslations('messages.purposes');
  const name = useCallName()(message);
  const isCase = message.purpose === 'CASE' || message.purpose === 'PROBE';
  const { assetId, assetName, protocol, purpose, createdAt, attemptCount } = message;
  return (
    <Card title={t('facts')}>
      <DefinitionList
        items={[
          {
            term: t('asset'),
            value:
              assetName === '' ? (
                t('none')
              ) : (
                <Link prefetch={false} href={assetPath(assetId)} className="text-link">
                  {assetName}
                </Link>
              ),
          },
          { term: t('protocol'), value: protocol },
          { term: t('purpose'), value: purposes(purpose) },
          ...(name === '' ? [] : [{ term: t(isCase ? 'case' : 'call'), value: name }]),
          { term: t('made'), value: <DateTime at={createdAt} /> },
          ...(attemptCount > 1 && attempt
            ? [
                {
                  term: t('attempt', { number: attempt.sequence }),
                  value: <DateTime at={attempt.startedAt} />,
                },
              ]
            : []),
          ...(attempt?.failureCode
            ? [
                {
                  term: t('failedAt'),
                  value: <span className="font-mono text-13">{attempt.failureCode}</span>,
                },
              ]
            : []),
          {
            term: t('resultCode'),
            value: <span className="font-mono text-13">{attempt?.resultCode ?? t('none')}</span>,
          },
        ]}
      />
    </Card>
  );
}
