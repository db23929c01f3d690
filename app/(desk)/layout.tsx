import type { ReactNode } from 'react';
import { ClientMessages } from '@/app/components/client-messages';
import { organizationChoices, requireContext } from '@/app/current-actor';
import { mayDo } from '@/app/may-do';
import { readPreferences } from '@/app/preferences';
import { readReader } from '@/app/read-reader';
import { chooseOrganization, signOut } from '@/app/session-actions';
import { DeskShell } from '@/app/shell/desk-shell';
import { mayOnPlatform } from '@/lib/auth/rules/permissions';
import { getBell } from '@/lib/notices/inbox/get-bell';

/** Every page of the desk is for signed-in people; whether they belong to an organization is each page's question. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  const [context, reader] = await Promise.all([requireContext(), readReader()]);
  const { actor, email } = context;
  const [choices, preferences, { unread }] = await Promise.all([
    organizationChoices(),
    readPreferences(),
    getBell(context, reader),
  ]);
  const isReviewer = actor.platformRoles.includes('REVIEWER');
  const organizations = choices.map(({ id, name }) => ({ id, name }));
  const organization = organizations.find(({ id }) => id === actor.membership?.organizationId) ?? null;
  const mayCreateAssets = mayDo(context, 'asset.create');
  return (
    <ClientMessages namespaces={mayCreateAssets ? ['shell', 'assets.new'] : ['shell']}>
      <DeskShell
        data={{
          organization,
          organizations,
          user: { name: actor.name, email },
          isReviewer,
          mayCreateAssets,
          hasDecisions: !isReviewer && mayOnPlatform(actor.platformRoles, 'decision.revoke'),
          unread,
        }}
        actions={{ chooseOrganization, signOut }}
        preferences={preferences}
      >
        {children}
      </DeskShell>
    </ClientMessages>
  );
}
