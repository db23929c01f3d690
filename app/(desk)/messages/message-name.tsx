import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { DateTime } from '@/app/components/date-time';
import { messagePath } from '@/app/paths';
import type { MessageHead } from '@/lib/messages/message-record';
import { useCallName } from './use-call-name';

type Named = Pick<MessageHead, 'id' | 'activity' | 'protocol' | 'purpose' | 'caseName' | 'createdAt'>;

type MessageNameProps = {
  message: Named | null;
  /** Shown on a phone, where the column of assets is hidden. */
  assetName?: string;
};

/**
 * What a list calls a message, as a link to it: the call, its time to the second, and what it was for.
 * @param message null for one that is gone
 */
export function MessageName({ message, assetName }: MessageNameProps) {
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
        <DateTime at={createdAt} hasSeconds />
        <span className="max-md:hidden">{` · ${protocol}`}</span>
        {` · ${t(`purposes.${purpose}`)}`}
        {name !== '' && ` · ${name}`}
        {assetName !== undefined && assetName !== '' && <span className="md:hidden"> · {assetName}</span>}
      </span>
    </span>
  );
}
