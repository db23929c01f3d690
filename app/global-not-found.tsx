import { LogIn } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import DeskLayout from './(desk)/layout';
import DeskNotFound from './(desk)/not-found';
import { Failure } from './components/failure';
import { LinkButton } from './components/link-button';
import { optionalContext } from './current-actor';
import RootLayout from './layout';
import { Entrance } from './sign-in/entrance';

export { viewport } from './layout';

/** An address that no page has: within the desk for those who are signed in, with the way to sign in for the others. */
export default async function GlobalNotFound() {
  return <RootLayout>{(await optionalContext()) ? <MissingInDesk /> : <MissingOutside />}</RootLayout>;
}

const MissingInDesk = () => (
  <DeskLayout>
    <DeskNotFound />
  </DeskLayout>
);

async function MissingOutside() {
  const t = await getTranslations('common.failure');
  return (
    <Entrance>
      <Failure
        title={t('notFoundTitle')}
        why={t('notFoundSignedOut')}
        actions={
          <LinkButton href={'/sign-in'} look="primary" icon={LogIn}>
            {t('signIn')}
          </LinkButton>
        }
      />
    </Entrance>
  );
}
