import { useTranslations } from 'next-intl';
import { Deadline } from '@/app/components/deadline';
import { NextSteps } from '@/app/components/next-steps';
import type { StatusLine } from '@/lib/submissions/rules/status-line';

/** Where it is, who acts by when, what the seller can do meanwhile: the block at the top of an asset and a request. */
export function WhatHappensNext({ line }: { line: StatusLine }) {
  const t = useTranslations('status-line');
  const { code, values, deadlineAt } = line;
  return (
    <NextSteps
      where={t(`${code}.where`)}
      who={
        <>
          {t(`${code}.who`, values)}
          {deadlineAt !== null && (
            <>
              {' · '}
              <Deadline at={deadlineAt} />
            </>
          )}
        </>
      }
      meanwhile={t(`${code}.meanwhile`)}
    />
  );
}
