import { useTranslations } from 'next-intl';
import { getLocale, getTranslations } from 'next-intl/server';
import { SettingsFrame } from '@/app/(desk)/settings/settings-frame';
import { Card } from '@/app/components/card';
import { DefinitionList } from '@/app/components/definition-list';
import { organizationChoices, requireContext } from '@/app/current-actor';
import { ShortcutsSwitch } from '@/app/shortcuts/shortcuts-switch';
import { PASSWORD_MIN } from '@/lib/auth/rules/password-policy';
import { listText } from '@/lib/i18n/list-text';
import { listSessions } from '@/lib/people/list-sessions';
import { getSecondStep } from '@/lib/people/second-step/get-second-step';
import { ChangePasswordForm } from './change-password-form';
import { SecondStepSettings } from './second-step-settings';
import { RevokeOtherSessions } from './session-buttons';
import { SessionTable } from './session-table';

/** Who one is here, one's password, and one's sessions. */
export default async function AccountPage() {
  const [t, context, organizations, locale] = await Promise.all([
    getTranslations('settings'),
    requireContext(),
    organizationChoices(),
    getLocale(),
  ]);
  const { actor, email, hasPassword, sessionId } = context;
  const [sessions, secondStep] = await Promise.all([
    listSessions(context, sessionId),
    getSecondStep(context),
  ]);
  const current = organizations.find(({ isCurrent }) => isCurrent);
  const facts = [
    { term: t('account.name'), value: actor.name },
    { term: t('account.email'), value: email },
    { term: t('account.organization'), value: current?.name ?? t('account.none') },
    ...(current ? [{ term: t('account.role'), value: t(`roles.${current.role}`) }] : []),
    ...(actor.platformRoles.length > 0
      ? [
          {
            term: t('account.platform'),
            value: listText(
              locale,
              actor.platformRoles.map((role) => t(`platformRoles.${role}`)),
            ),
          },
        ]
      : []),
  ];
  return (
    <SettingsFrame section="account" lead={t('account.lead')} context={context}>
      <div className="flex flex-col gap-6">
        <Card title={t('account.you')}>
          <DefinitionList items={facts} />
        </Card>
        <Card title={t('account.password')}>
          {hasPassword ? (
            <ChangePasswordForm email={email} minimum={PASSWORD_MIN} />
          ) : (
            <p className="text-muted">{t('account.noPassword')}</p>
          )}
        </Card>
        <Card title={t('account.secondStep.title')}>
          {hasPassword ? (
            <SecondStepSettings {...secondStep} />
          ) : (
            <p className="text-muted">{t('account.secondStep.provider')}</p>
          )}
        </Card>
        <ShortcutsCard />
        <Card title={t('account.sessions')} isFlush aside={sessions.length > 1 && <RevokeOtherSessions />}>
          <SessionTable sessions={sessions} />
        </Card>
      </div>
    </SettingsFrame>
  );
}

/** Whether single keys act. */
function ShortcutsCard() {
  const t = useTranslations('settings.account');
  return (
    <Card title={t('shortcuts')}>
      <div className="max-w-reading">
        <ShortcutsSwitch />
      </div>
    </Card>
  );
}
