import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ClientMessages } from '@/app/components/client-messages';
import { PageHeader } from '@/app/components/page-header';
import { type Tab, Tabs } from '@/app/components/tabs';
import type { PersonContext } from '@/app/current-actor';
import { mayInOrganization, mayOnPlatform } from '@/lib/auth/rules/permissions';

/** What the client components of each section say. */
const TEXTS = {
  account: ['settings', 'auth.newPassword'],
  notices: ['settings', 'notices.subjects'],
  members: ['settings'],
  files: ['settings'],
  webhooks: ['settings', 'notices.subjects'],
  'api-keys': ['settings'],
  reasons: ['settings', 'review.canned'],
  audit: ['settings'],
  operations: ['settings'],
} as const;

type SettingsFrameProps = {
  section: keyof typeof TEXTS;
  /** What the page is about, where the section has several. */
  subject?: string;
  lead: string;
  context: PersonContext;
  children: ReactNode;
};

/**
 * Head and tabs of the settings: members and files for people of an organization, webhooks and API keys for its owners, ready-made
 * reasons and operations for administrators.
 */
export async function SettingsFrame({ section, subject, lead, context, children }: SettingsFrameProps) {
  const t = await getTranslations('settings');
  const tabs: Tab[] = [
    { href: '/settings/account', label: t('account.title'), isCurrent: section === 'account' },
    { href: '/settings/notices', label: t('notices.title'), isCurrent: section === 'notices' },
  ];
  if (context.actor.membership)
    tabs.push(
      { href: '/settings/members', label: t('members.title'), isCurrent: section === 'members' },
      { href: '/settings/files', label: t('files.title'), isCurrent: section === 'files' },
    );
  if (context.actor.membership && mayInOrganization(context.actor.membership.role, 'webhook.manage'))
    tabs.push({ href: '/settings/webhooks', label: t('webhooks.title'), isCurrent: section === 'webhooks' });
  if (context.actor.membership && mayInOrganization(context.actor.membership.role, 'api-key.manage'))
    tabs.push({ href: '/settings/api-keys', label: t('api-keys.title'), isCurrent: section === 'api-keys' });
  if (context.actor.membership || mayOnPlatform(context.actor.platformRoles, 'operations.view'))
    tabs.push({ href: '/settings/audit', label: t('audit.title'), isCurrent: section === 'audit' });
  if (mayOnPlatform(context.actor.platformRoles, 'reason.manage'))
    tabs.push({ href: '/settings/reasons', label: t('reasons.title'), isCurrent: section === 'reasons' });
  if (mayOnPlatform(context.actor.platformRoles, 'operations.view'))
    tabs.push({
      href: '/settings/operations',
      label: t('operations.title'),
      isCurrent: section === 'operations',
    });
  return (
    <ClientMessages namespaces={TEXTS[section]}>
      <PageHeader
        title={t(`${section}.title`)}
        tabTitle={[t(`${section}.title`), ...(subject === undefined ? [] : [subject])]}
        lead={lead}
        crumbs={[{ label: t('title'), href: '/settings' }, { label: t(`${section}.title`) }]}
      />
      <Tabs label={t('sections')} tabs={tabs} />
      {children}
    </ClientMessages>
  );
}
