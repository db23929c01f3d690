import { getLocale, getTranslations } from 'next-intl/server';
import { findRemedy } from '@/app/(desk)/websites/find-remedy';
import { WebsiteHead } from '@/app/(desk)/websites/website-head';
import { WebsiteNextSteps } from '@/app/(desk)/websites/website-next-steps';
import { Card } from '@/app/components/card';
import { ClientMessages } from '@/app/components/client-messages';
import { Notice } from '@/app/components/notice';
import { UnusableButton } from '@/app/components/unusable-button';
import { websitePath } from '@/app/paths';
import { withLists } from '@/lib/i18n/list-text';
import { LoginProfileForm } from './login-profile-form';
import { LoginSummary } from './login-summary';
import { readLogin } from './read-login';
import { TryCard } from './try-card';

type Params = { params: Promise<{ websiteId: string }> };

export default async function LoginPage({ params }: Params) {
  const { websiteId } = await params;
  const [{ website, profile, assets }, t, locale] = await Promise.all([
    readLogin(websiteId),
    getTranslations('websites.login'),
    getLocale(),
  ]);
  const errors = await getTranslations('errors.websites.blockers');
  const toOwnership = (await getTranslations('websites.try'))('toOwnership');
  const blocker = website.blockers.editLogin;
  return (
    <ClientMessages namespaces={['websites']}>
      <WebsiteHead website={website} tab="login" />
      <div className="grid items-start gap-6 lg:grid-cols-[1fr_24rem]">
        <Card title={t('title')}>
          <p className="mb-5 max-w-reading text-muted">{t('lead')}</p>
          {profile?.secretsProblem && (
            <div className="mb-5">
              <Notice tone="attention" title={t('unreadable')}>
                {t('unreadableText')}
              </Notice>
            </div>
          )}
          {blocker?.code === 'ROLE' ? (
            <div className="flex flex-col gap-5">
              <LoginSummary profile={profile} />
              <UnusableButton reason={errors('ROLE')}>{t('save')}</UnusableButton>
            </div>
          ) : (
            <LoginProfileForm
              websiteId={website.id}
              profile={profile}
              blocker={
                blocker && {
                  reason: errors(blocker.code, withLists(locale, blocker.values)),
                  remedy: findRemedy(blocker, website.id, toOwnership),
                }
              }
            />
          )}
        </Card>
        <TryCard website={website} profile={profile} />
      </div>
      <WebsiteNextSteps assets={assets} here={websitePath(website.id, 'login')} />
    </ClientMessages>
  );
}
