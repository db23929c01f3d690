import type { Route } from 'next';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { RunDetails } from '@/lib/connection-tests/get-connection-runs';
import type { MessageHead } from '@/lib/messages/message-record';

type CallLinksProps = {
  messageIds: readonly string[];
  calls: RunDetails['calls'];
  /** Names each call by its label in the test rather than by its activity. */
  isLabelled?: boolean;
};

/** More than these are folded away. */
const SHOWN_AT_ONCE = 4;

/** The calls of an item, each with its answer in a word, as links into the message log. */
export function CallLinks({ messageIds, calls, isLabelled = false }: CallLinksProps) {
  const t = useTranslations('connection-run.calls');
  if (messageIds.length === 0) return null;
  const known = messageIds.flatMap((id) => calls.get(id) ?? []);
  if (known.length === 0) return <p className="text-13 text-muted">{t('gone')}</p>;
  const rest = known.slice(SHOWN_AT_ONCE);
  return (
    <div className="flex flex-col gap-1 text-13">
      <CallList calls={known.slice(0, SHOWN_AT_ONCE)} isLabelled={isLabelled} />
      {rest.length > 0 && (
        <details>
          <summary className="w-fit cursor-pointer rounded-4 leading-6 text-muted hover:text-text">
            {t('more', { count: rest.length })}
          </summary>
          <CallList calls={rest} isLabelled={isLabelled} />
        </details>
      )}
    </div>
  );
}

function CallList({ calls, isLabelled }: { calls: readonly MessageHead[]; isLabelled: boolean }) {
  const t = useTranslations('connection-run.calls');
  const describeResponse = ({ resultCode, status }: MessageHead) => {
    if (resultCode !== null) return t('result', { code: resultCode });
    return status === null ? t('noAnswer') : t('http', { status: String(status) });
  };
  return (
    <ul aria-label={t('label')} className="flex flex-wrap gap-x-4">
      {calls.map((call) => (
        <li key={call.id} className="min-w-0">
          <Link
            prefetch={false}
            href={`/messages/${call.id}` as Route}
            className="inline-block rounded-4 font-mono leading-6 wrap-anywhere text-link"
          >
            {isLabelled && call.caseName !== '' ? call.caseName : call.activity}
          </Link>{' '}
          <span className="text-muted">
            {describeResponse(call)}
            {call.warningCount > 0 && ` · ${t('warnings', { count: call.warningCount })}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
