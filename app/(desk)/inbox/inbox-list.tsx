import { Circle } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { DateTime, useInstants } from '@/app/components/date-time';
import { Pill } from '@/app/components/pill';
import { useListText } from '@/app/components/use-list-text';
import { noticePath } from '@/app/paths';
import type { InboxLine } from '@/lib/notices/inbox/list-inbox';
import { rulesOfKind } from '@/lib/notices/rules/notice-kinds';
import { noticeText } from '@/lib/notices/rules/notice-text';
import { MarkButton } from './mark-button';

/** Notices in the reader's words, the newest first; the unread ones say so. */
export function InboxList({ lines }: { lines: readonly InboxLine[] }) {
  const t = useTranslations('notices');
  return (
    <ul aria-label={t('list')} className="divide-y divide-line">
      {lines.map((line) => (
        <li key={line.id} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 px-4 py-3">
          <NoticeWords line={line} />
          <MarkButton noticeId={line.id} isRead={line.isRead} />
        </li>
      ))}
    </ul>
  );
}

function NoticeWords({ line: { id, at, isRead, content } }: { line: InboxLine }) {
  const t = useTranslations('notices');
  const showInstant = useInstants();
  const listText = useListText();
  const told = content && noticeText(content, (one) => showInstant(one, { hasZone: true }).text);
  const values = Object.fromEntries(
    Object.entries(told?.values ?? {}).map(([name, value]) => [
      name,
      typeof value === 'object' ? listText(value) : value,
    ]),
  );
  return (
    <div className="flex min-w-0 flex-1 basis-64 flex-col gap-1">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {told ? (
          <Link
            prefetch={false}
            href={noticePath(id)}
            className={`wrap-anywhere hover:underline ${isRead ? 'text-text' : 'font-semibold'}`}
          >
            {t(told.title, values)}
          </Link>
        ) : (
          <span>{t('unknown')}</span>
        )}
        {!isRead && (
          <Pill tone="attention" icon={Circle}>
            {t('unread')}
          </Pill>
        )}
      </p>
      {told && <p className="max-w-reading wrap-anywhere text-muted">{t(told.body, values)}</p>}
      <p className="flex flex-wrap gap-x-2 text-13 text-muted">
        <DateTime at={at} />
        {content && <span>{t(`subjects.${rulesOfKind(content.kind).subject}`)}</span>}
      </p>
    </div>
  );
}
