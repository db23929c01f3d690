import { getTranslations } from 'next-intl/server';
import { SettingsFrame } from '@/app/(desk)/settings/settings-frame';
import { Card } from '@/app/components/card';
import { Notice } from '@/app/components/notice';
import { organizationChoices, requireContext } from '@/app/current-actor';
import { configuration } from '@/lib/config/configuration';
import { isMailOn } from '@/lib/mail/create-mailer';
import { getPreferences } from '@/lib/notices/preferences/get-preferences';
import { PreferencesForm } from './preferences-form';

/** How one hears of what; where no mail server is configured, the page says so. */
export default async function NoticesPage() {
  const [context, t] = await Promise.all([requireContext(), getTranslations('settings.notices')]);
  const [{ subjects, zone }, organizations] = await Promise.all([
    getPreferences(context),
    organizationChoices(),
  ]);
  const current = organizations.find(({ isCurrent }) => isCurrent);
  return (
    <SettingsFrame section="notices" lead={t('lead')} context={context}>
      <div className="flex flex-col gap-6">
        {!isMailOn(configuration()) && (
          <Notice tone="neutral" title={t('mailOff')}>
            {t('mailOffWhy')}
          </Notice>
        )}
        <Card title={t('mail')}>
          <div className="flex flex-col gap-5">
            <p className="max-w-reading text-muted">
              {current && organizations.length > 1 && `${t('ofOne', { organization: current.name })} `}
              {t('digest', { zone })}
            </p>
            <PreferencesForm subjects={subjects} />
          </div>
        </Card>
      </div>
    </SettingsFrame>
  );
}
