import type { ReactNode } from 'react';
import { ClientMessages } from '@/app/components/client-messages';
import { organizationChoices, requireContext } from '@/app/current-actor';
import { readPreferences } from '@/app/preferences';
import { chooseOrganization, signOut } from '@/app/session-actions';
import { DeskShell } from '@/app/shell/desk-shell';

/** Every page of the desk is for signed-in people; whether they belong to an organization is each page's question. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  const [{ actor, email }, choices, preferences] = await Promise.all([
    requireContext(),
    organizationChoices(),
    readPreferences(),
  ]);
  const organizations = choices.map(({ id, name }) => ({ id, name }));
  const organization = organizations.find(({ id }) => id === actor.membership?.organizationId) ?? null;
  return (
    <ClientMessages namespaces={['shell']}>
      <DeskShell
        data={{
          organization,
          organizations,
          user: { name: actor.name, email },
          isReviewer: actor.platformRoles.includes('REVIEWER'),
        }}
        actions={{ chooseOrganization, signOut }}
        preferences={preferences}
      >
        {children}
      </DeskShell>
    </ClientMessages>
  );
}
