import { useTranslations } from 'next-intl';
import type { Readiness } from '@/lib/submissions/rules/readiness';
import type { WhatHappensNext as Next } from '@/lib/submissions/rules/what-happens-next';
import { Deadline } from '../../components/deadline';
import { NextSteps } from '../../components/next-steps';

type WhatHappensNextProps = {
  next: Next;
  /** Of the working copy, where it is the seller's turn to make it ready. */
  readiness?: Pick<Readiness, 'blockers'>;
};

/** Where it is, who acts by when, what the seller can do meanwhile: the block at the top of an asset and a request. */
export function WhatHappensNext({ next, readiness }: WhatHappensNextProps) {
  const t = useTranslations(`requests.next.${next.message}`);
  const { deadlineAt } = next;
  return (
    <NextSteps
      where={t('where')}
      who={
        <>
          {t('who', { count: readiness?.blockers.length ?? 0 })}
          {deadlineAt !== null && (
            <>
              {' · '}
              <Deadline at={deadlineAt} />
            </>
          )}
        </>
      }
      meanwhile={t('meanwhile')}
    />
  );
}
