import { CircleHelp, Gavel, PenLine, Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { DateTime } from '@/app/components/date-time';
import { Pill, type PillLook } from '@/app/components/pill';
import type { CommentKind, CommentRecord, ThreadEntry } from '@/lib/appeals/rules/conversation';
import { LOCALE_NAMES, LOCALES } from '@/lib/i18n/locales';

const LOOKS: Record<CommentKind, PillLook> = {
  QUESTION: { tone: 'attention', icon: CircleHelp },
  REPLY: { tone: 'progress', icon: Undo2 },
  PLAIN: { tone: 'neutral', icon: PenLine },
};

type ThreadEntryViewProps = { entry: ThreadEntry; proofFolder: string };

/** One entry of a thread: who, on which side, when, and what they wrote or decided. */
export function ThreadEntryView({ entry, proofFolder }: ThreadEntryViewProps) {
  const t = useTranslations('conversation');
  const isComment = entry.entry === 'comment';
  const name = isComment ? entry.authorName : entry.reviewerName;
  return (
    <div className="flex flex-col gap-1.5">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-13 text-muted">
        {isComment ? (
          <Pill {...LOOKS[entry.kind]}>{t(`kinds.${entry.kind}`)}</Pill>
        ) : (
          <Pill tone={entry.outcome === 'ACCEPTED' ? 'success' : 'attention'} icon={Gavel}>
            {t(`${entry.entry}.${entry.outcome}`)}
          </Pill>
        )}
        <span className="font-medium wrap-anywhere text-text">{name ?? t('someone')}</span>
        <span>{t(`sides.${isComment ? entry.side : 'REVIEWER'}`)}</span>
        <DateTime at={entry.at} />
      </p>
      {isComment ? (
        <CommentText comment={entry} proofFolder={proofFolder} />
      ) : (
        entry.reason !== '' && (
          <p className="max-w-reading wrap-anywhere whitespace-pre-wrap">{entry.reason}</p>
        )
      )}
    </div>
  );
}

function CommentText({ comment, proofFolder }: { comment: CommentRecord; proofFolder: string }) {
  const t = useTranslations('conversation');
  const { language, text, otherText, proof } = comment;
  const other = LOCALES.find((locale) => locale !== language) ?? LOCALES[0];
  return (
    <>
      <div className="grid gap-x-6 gap-y-2 has-[>:nth-child(2)]:@lg:grid-cols-2">
        <p lang={language} className="max-w-reading wrap-anywhere whitespace-pre-wrap">
          {text}
        </p>
        {otherText !== '' && (
          <div className="min-w-0">
            <p className="text-12 text-muted">{t('other', { language: LOCALE_NAMES[other] })}</p>
            <p lang={other} className="max-w-reading wrap-anywhere whitespace-pre-wrap">
              {otherText}
            </p>
          </div>
        )}
      </div>
      {proof && (
        <a
          href={`${proofFolder}/${proof.id}`}
          download
          className="flex flex-col items-start gap-1 self-start text-13 wrap-anywhere text-link"
          aria-label={t('download', { name: proof.fileName })}
        >
          {proof.contentType.startsWith('image/') && (
            // biome-ignore lint/performance/noImgElement: Next's optimiser has no session, and its element a style attribute.
            <img
              src={`${proofFolder}/${proof.id}?picture`}
              alt=""
              loading="lazy"
              className="max-h-48 max-w-full rounded-4 border border-line"
            />
          )}
          {proof.fileName}
        </a>
      )}
    </>
  );
}
