import { getTranslations } from 'next-intl/server';
import { PageTitle } from '@/app/components/page-title';
import { Entrance } from '@/app/sign-in/entrance';
import { PASSWORD_MIN } from '@/lib/auth/rules/password-policy';
import { SetPasswordForm } from './set-password-form';

/** Where a one-time link leads; reachable by whoever has one, signed in or not. */
export default async function SetPasswordPage() {
  const t = await getTranslations('auth.setPassword');
  return (
    <Entrance>
      <PageTitle parts={[t('title')]} />
      <div className="rounded-8 border border-line bg-raised px-5 py-7 sm:px-8">
        <h1 className="text-20 font-semibold tracking-tight">{t('title')}</h1>
        <p className="mt-1 mb-6 text-muted">{t('lead')}</p>
        <SetPasswordForm minimum={PASSWORD_MIN} />
      </div>
    </Entrance>
  );
}
