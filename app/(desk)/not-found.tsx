'use client';

import { ArrowLeft } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Failure } from '@/app/components/failure';
import { LinkButton } from '@/app/components/link-button';

/** A page below the desk that is not there, or belongs to someone else: both look the same. Sent with every page, by name. */
export default function DeskNotFound() {
  const t = useTranslations('common.failure');
  return (
    <Failure
      title={t('notFoundTitle')}
      why={t('notFoundWhy')}
      actions={
        <LinkButton href="/" look="primary" icon={ArrowLeft}>
          {t('toOverview')}
        </LinkButton>
      }
    />
  );
}
