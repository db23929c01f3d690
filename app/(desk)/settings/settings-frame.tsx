import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ClientMessages } from '@/app/components/client-messages';
import { PageHeader } from '@/app/components/page-header';
import { type Tab, Tabs } from '@/app/components/tabs';
import type { PersonContext } from '@/app/current-actor';
import { mayOnPlatform } from '@/lib/auth/rules/permissions';

/** What the client components of each section say. */
const TEXTS = {
  account: ['settings', 'auth.newPassword'],
  members: ['settings'],
  files: ['settings'],
  reasons: ['settings', 'review.canned'],
} as const;

type SettingsFrameProps = {
  section: keyof typeof TEXTS;
  lead: string;
  context: PersonContext;
  children: ReactNode;
};

/** Head and tabs of the settings: members and files for people of an organization, ready-made reasons for administrators. */
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
  if (mayOnPlatform(context.actor.platformRoles, 'reason.manage'))
    tabs.push({ href: '/settings/reasons', label: t('reasons.title'), isCurrent: section === 'reasons' });
  return (
    <ClientMessages namespaces={TEXTS[section]}>
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
