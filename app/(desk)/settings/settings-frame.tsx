import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ClientMessages } from '@/app/components/client-messages';
import { PageHeader } from '@/app/components/page-header';
import { type Tab, Tabs } from '@/app/components/tabs';
import type { PersonContext } from '@/app/current-actor';

type SettingsFrameProps = {
  section: 'account' | 'members' | 'files';
  lead: string;
  context: PersonContext;
  children: ReactNode;
};

/** Head and tabs of the settings; the others are there for people who belong to an organization. */
export async function SettingsFrame({ section, lead, context, children }: SettingsFrameProps) {
  const t = await getTranslations('settings');
  const tabs: Tab[] = [
    { href: '/settings/account', label: t('account.title'), isCurrent: section === 'account' },
  ];
  if (context.actor.membership)
    tabs.push(
      { href: '/settings/members', label: t('members.title'), isCurrent: section === 'members' },
      { href: '/settings/files', label: t('files.title'), isCurrent: section === 'files' },
    );
  return (
    <ClientMessages namespaces={section === 'account' ? ['settings', 'auth.newPassword'] : ['settings']}>
      <PageHeader
        title={t(`${section}.title`)}
        lead={lead}
        crumbs={[{ label: t('title'), href: '/settings' }, { label: t(`${section}.title`) }]}
      />
      <Tabs label={t('sections')} tabs={tabs} />
      {children}
    </ClientMessages>
  );
}
