import { ArrowLeft, LogIn } from 'lucide-react';
import type { Metadata, Route } from 'next';
import { getTranslations } from 'next-intl/server';
import { Failure } from './components/failure';
import { LinkButton } from './components/link-button';
import { optionalContext } from './current-actor';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('common.failure');
  return { title: t('notFoundTitle') };
}

/** An address that no page has. Whoever is signed out may look for one that needs signing in. */
export default async function NotFound() {
  const [t, context] = await Promise.all([getTranslations('common.failure'), optionalContext()]);
  return (
    <main>
      <Failure
        title={t('notFoundTitle')}
        why={t(context ? 'notFoundWhy' : 'notFoundSignedOut')}
        actions={
          context ? (
            <LinkButton href="/" look="primary" icon={ArrowLeft}>
              {t('toOverview')}
            </LinkButton>
          ) : (
            <LinkButton href={'/sign-in' as Route} look="primary" icon={LogIn}>
              {t('signIn')}
            </LinkButton>
          )
        }
      />
    </main>
  );
}
