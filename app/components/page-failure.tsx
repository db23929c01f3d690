'use client';

import { RotateCcw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from './button';
import { Failure } from './failure';
import { LinkButton } from './link-button';

/** What Next hands to an error page; `digest` is in the server's log beside the failure. */
export type PageFailureProps = { error: Error & { digest?: string }; reset: () => void };

/** A page that could not be drawn. */
export function PageFailure({ error, reset }: PageFailureProps) {
  const t = useTranslations('common.failure');
  return (
    <Failure
      title={t('title')}
      why={t('why')}
      referenceLabel={t('reference')}
      reference={error.digest}
      actions={
        <>
          <Button look="primary" icon={RotateCcw} onClick={reset}>
            {t('retry')}
          </Button>
          <LinkButton href="/">{t('toOverview')}</LinkButton>
        </>
      }
    />
  );
}
