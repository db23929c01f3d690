import { useTranslations } from 'next-intl';
import { DefinitionList } from '@/app/components/definition-list';
import type { ShownLoginProfile } from '@/lib/websites/login/find-login-settings';

/** The login settings for whoever may read them only; secrets are said to be set and never shown. */
export function LoginSummary({ profile }: { profile: ShownLoginProfile | null }) {
  const t = useTranslations('websites.login');
  if (!profile) return <p className="text-muted">{t('nothingSaved')}</p>;
  const { mode, loginUrl, username, verifyUrl, hasPassword, hasCookies } = profile;
  const { headerNames, pathsToAvoid, requestsPerSecond, concurrency } = profile;
  const none = <span className="text-muted">{t('none')}</span>;
  const mono = (text: string) =>
    text === '' ? none : <span className="font-mono text-13 whitespace-pre-wrap">{text}</span>;
  const secret = (isSet: boolean) => (isSet ? t('secretSet') : none);
  return (
    <DefinitionList
      items={[
        { term: t('mode'), value: t(`modes.${mode}.label`) },
        ...(mode === 'PASSWORD'
          ? [
              { term: t('loginUrl'), value: mono(loginUrl) },
              { term: t('username'), value: mono(username) },
              { term: t('password'), value: secret(hasPassword) },
            ]
          : []),
        ...(mode === 'COOKIE' ? [{ term: t('cookies'), value: secret(hasCookies) }] : []),
        ...(mode === 'NONE' ? [] : [{ term: t('verifyUrl'), value: mono(verifyUrl) }]),
        { term: t('fields.headerNames'), value: mono(headerNames.join('\n')) },
        { term: t('paths'), value: mono(pathsToAvoid.join('\n')) },
        { term: t('rate'), value: String(requestsPerSecond) },
        { term: t('concurrency'), value: String(concurrency) },
      ]}
    />
  );
}
