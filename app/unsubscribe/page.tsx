import { getLocale, getTranslations } from 'next-intl/server';
import { LinkButton } from '@/app/components/link-button';
import { PageTitle } from '@/app/components/page-title';
import { orNotFound } from '@/app/or-not-found';
import { firstValue, type Search } from '@/app/search-parameters';
import { listText } from '@/lib/i18n/list-text';
import { readUnsubscription } from '@/lib/notices/preferences/unsubscribe';
import { UnsubscribeForm } from './unsubscribe-form';

/** The link at the foot of a mail: opening it changes nothing, for programs that look at links open it too. */
export default async function UnsubscribePage({ searchParams }: { searchParams: Promise<Search> }) {
  const search = await searchParams;
  const token = firstValue(search.token);
  const { subjects } = await orNotFound(readUnsubscription(token));
  const [t, names, locale] = await Promise.all([
    getTranslations('notices.unsubscribe'),
    getTranslations('notices.subjects'),
    getLocale(),
  ]);
  const isDone = firstValue(search.done) !== '';
  const list = listText(
    locale,
    subjects.map((subject) => names(subject)),
  );
  return (
    <main className="mx-auto flex max-w-xl flex-col gap-4 px-4 py-16">
      <PageTitle parts={[t('title')]} />
      <h1 className="text-28 font-semibold tracking-tight">{t('title')}</h1>
      <p>{isDone ? t('done', { subjects: list }) : t('ask', { subjects: list })}</p>
      {isDone && <p className="text-muted">{t('doneHint')}</p>}
      {isDone ? (
        <div>
          <LinkButton href="/settings/notices">{t('settings')}</LinkButton>
        </div>
      ) : (
        <UnsubscribeForm token={token} label={t('submit')} />
      )}
    </main>
  );
}
