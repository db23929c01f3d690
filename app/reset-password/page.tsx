import { getTranslations } from 'next-intl/server';
import { LinkButton } from '@/app/components/link-button';
import { Notice } from '@/app/components/notice';
import { PageTitle } from '@/app/components/page-title';
import { Entrance } from '@/app/sign-in/entrance';
import { configuration } from '@/lib/config/configuration';
import { isMailOn } from '@/lib/mail/create-mailer';
import { RequestResetForm } from './request-reset-form';

/** Asks for a mail with a link to set a new password, or says who can help where no mail is sent. */
export default async function ResetPasswordPage() {
  // Texts first: they tell a build, which has no configuration, that the page is drawn for each request.
  const t = await getTranslations('auth.resetPassword');
  const isOn = isMailOn(configuration());
  return (
    <Entrance>
      <PageTitle parts={[t('title')]} />
      <div className="rounded-8 border border-line bg-raised px-5 py-7 sm:px-8">
        <h1 className="text-20 font-semibold tracking-tight">{t('title')}</h1>
        {isOn && <p className="mt-1 mb-6 text-muted">{t('lead')}</p>}
        {isOn ? (
          <RequestResetForm />
        ) : (
          <div className="mt-6">
            <Notice tone="neutral" title={t('noMail')}>
              {t('noMailHint')}
            </Notice>
          </div>
        )}
        <div className="mt-6">
          <LinkButton href="/sign-in">{t('back')}</LinkButton>
        </div>
      </div>
    </Entrance>
  );
}
