import { useTranslations } from 'next-intl';
import { Deadline, PausedSince } from '@/app/components/deadline';
import { NextSteps } from '@/app/components/next-steps';
import type { StatusLine } from '@/lib/submissions/rules/status-line';

type WhatHappensNextProps = {
  line: StatusLine;
  /** Whether the reader may act for the seller; who may not is told whose turn it is, and offered nothing. */
  mayAct: boolean;
};

/** Where it is, who acts by when, what the seller can do meanwhile: the block at the top of an asset and a request. */
export function WhatHappensNext({ line, mayAct }: WhatHappensNextProps) {
  const t = useTranslations('status-line');
  const requests = useTranslations('requests');
  const { code, values, deadlineAt, pausedAt } = line;
  const reader = mayAct ? 'member' : 'viewer';
  return (
    <NextSteps
      where={t(`${code}.where`, { reader })}
      who={
        <>
          {t(`${code}.who`, { ...values, reader })}
          {deadlineAt !== null && (
            <>
              {' · '}
              <Deadline at={deadlineAt} />
            </>
          )}
          {pausedAt !== null && (
            <>
              {' · '}
              <PausedSince at={pausedAt} />
            </>
          )}
        </>
      }
      meanwhile={mayAct ? t(`${code}.meanwhile`) : requests('readOnly')}
    />
  );
}
