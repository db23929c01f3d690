import { ArrowLeft } from 'lucide-react';
import type { Metadata } from 'next';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { Failure } from './components/failure';
import { LinkButton } from './components/link-button';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('common.failure');
  return { title: t('notFoundTitle') };
}

export default function NotFound() {
  const t = useTranslations('common.failure');
  return (
    <main>
      <Failure
        title={t('notFoundTitle')}
        why={t('notFoundWhy')}
        actions={
          <LinkButton href="/" look="primary" icon={ArrowLeft}>
            {t('toOverview')}
          </LinkButton>
        }
      />
    </main>
  );
}
