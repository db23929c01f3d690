import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { MessageHead } from '@/lib/messages/message-record';
import { DateTime } from '../../components/date-time';
import { messagePath } from './message-paths';
import { useCallName } from './use-call-name';

type Named = Pick<MessageHead, 'id' | 'activity' | 'protocol' | 'purpose' | 'caseName' | 'createdAt'>;

/**
 * What a list calls a message, as a link to it: the call, its time to the second where rows are close, and what it was for.
 * @param message null for one that is gone
 */
export function MessageName({ message }: { message: Named | null }) {
  const t = useTranslations('messages');
  const callName = useCallName();
  if (!message) return <span className="font-normal text-muted">{t('restart.gone')}</span>;
  const name = callName(message);
  const { id, activity, createdAt, protocol, purpose } = message;
  return (
    <span className="flex min-w-0 flex-col gap-0.5">
      <Link
        prefetch={false}
        href={messagePath(id)}
        className="w-fit font-mono font-medium wrap-anywhere text-text hover:underline"
      >
        {activity}
      </Link>
      <span className="text-13 font-normal wrap-anywhere text-muted">
        <DateTime at={createdAt} />
        <span className="max-md:hidden">{` · ${protocol}`}</span>
        {` · ${t(`purposes.${purpose}`)}`}
        {name !== '' && ` · ${name}`}
      </span>
    </span>
  );
}
