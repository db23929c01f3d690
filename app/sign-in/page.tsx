import Link from 'next/link';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Notice } from '@/app/components/notice';
import { PageTitle } from '@/app/components/page-title';
import { optionalContext } from '@/app/current-actor';
import { returnRoute } from '@/app/paths';
import { configuration } from '@/lib/config/configuration';
import { Entrance } from './entrance';
import { SignInForm } from './sign-in-form';
import { signInProblem } from './sign-in-problem';

type SignInPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** `from` is where to go afterwards; `error` is what next-auth says when the provider has sent somebody back. */
export default async function SignInPage({ searchParams }: SignInPageProps) {
  const [t, parameters, signedIn] = await Promise.all([
    getTranslations('auth'),
    searchParams,
    optionalContext(),
  ]);
  const from = returnRoute(parameters.from);
  if (signedIn) redirect(from);
  const { OIDC_ISSUER, OIDC_NAME } = configuration();
  return (
    <Entrance>
      <PageTitle parts={[t('title')]} />
      <div className="rounded-8 border border-line bg-raised px-5 py-7 sm:px-8">
        <h1 className="text-20 font-semibold tracking-tight">{t('title')}</h1>
        <p className="mt-1 mb-6 text-muted">{t('lead')}</p>
        <noscript>
          <div className="mb-6">
            <Notice tone="attention" title={t('noScript')} />
          </div>
        </noscript>
        <SignInForm
          from={from}
          provider={OIDC_ISSUER === undefined ? null : OIDC_NAME}
          problem={typeof parameters.error === 'string' ? signInProblem(parameters.error) : null}
        />
        <p className="mt-5 text-center">
          <Link prefetch={false} href="/reset-password" className="text-link">
            {t('forgot')}
          </Link>
        </p>
      </div>
      <p className="mt-4 text-center text-13 text-muted">{t('noAccount')}</p>
    </Entrance>
  );
}
