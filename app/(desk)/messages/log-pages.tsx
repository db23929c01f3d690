import { ChevronLeft, ChevronRight, ChevronsLeft } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Glyph } from '@/app/components/glyph';
import { LinkButton } from '@/app/components/link-button';
import type { MessagePage } from '@/lib/messages/list-messages';
import { type LogQuery, logHref } from './log-query';

type LogPagesProps = { page: MessagePage; query: LogQuery };

/** The ways to the neighbours of a page: by messages, so that nothing jumps while new ones come in. */
export function LogPages({ page: { older, newer }, query }: LogPagesProps) {
  const t = useTranslations('messages.pages');
  const isNewest = query.older === '' && query.newer === '';
  if (isNewest && older === null) return null;
  const to = (place: Partial<LogQuery>) => logHref({ ...query, older: '', newer: '', ...place });
  return (
    <nav aria-label={t('label')} className="flex flex-wrap justify-end gap-2 pt-3">
      {!isNewest && (
        <LinkButton href={to({})} size="sm" icon={ChevronsLeft}>
          {t('newest')}
        </LinkButton>
      )}
      {!isNewest && newer !== null && (
        <LinkButton href={to({ newer })} size="sm" icon={ChevronLeft}>
          {t('newer')}
        </LinkButton>
      )}
      {older !== null && (
        <LinkButton href={to({ older })} size="sm">
          {t('older')}
          <Glyph icon={ChevronRight} />
        </LinkButton>
      )}
    </nav>
  );
}
