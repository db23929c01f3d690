import { LogOut, RotateCw } from 'lucide-react';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Button } from '@/app/components/button';
import { LinkButton } from '@/app/components/link-button';
import { PageTitle } from '@/app/components/page-title';
import { requireContext } from '@/app/current-actor';
import { signOut } from '@/app/session-actions';
import { Entrance } from '@/app/sign-in/entrance';

/** For people who are known but belong nowhere yet: who they are, and who can let them in. */
export default async function NoOrganizationPage() {
  const [t, { actor, email }] = await Promise.all([getTranslations('auth.noOrganization'), requireContext()]);
  if (actor.membership) redirect('/');
  return (
    <Entrance>
      <PageTitle parts={[t('title')]} />
      <div className="rounded-8 border border-line bg-raised px-5 py-7 wrap-anywhere sm:px-8">
        <h1 className="text-20 font-semibold tracking-tight">{t('title')}</h1>
        <p className="mt-3">{t('lead', { email })}</p>
        <p className="mt-3">{t('step', { email })}</p>
        <div className="mt-6 flex flex-wrap gap-2">
          <LinkButton href={'/no-organization'} look="primary" icon={RotateCw}>
            {t('reload')}
          </LinkButton>
          <form action={signOut}>
            <Button type="submit" icon={LogOut}>
              {t('signOut')}
            </Button>
          </form>
        </div>
      </div>
    </Entrance>
  );
}
