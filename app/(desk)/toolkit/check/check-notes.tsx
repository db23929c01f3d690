import { useTranslations } from 'next-intl';
import type { CheckedMessage } from './check-message';
import { messageAge } from './message-age';

/** What stands out besides the signature: how the message was pasted, the unit and the age of its timestamp. */
export function CheckNotes({ checked, atMs }: { checked: CheckedMessage; atMs: number }) {
  const t = useTranslations('toolkit.check');
  const signing = useTranslations('signing');
  const { notes, timestamp } = checked;
  const age = timestamp && messageAge(timestamp.ms, atMs);
  const lines = [
    ...notes.map(({ code, ...values }) => signing(`note.${code}`, values)),
    timestamp?.unit === 'seconds' ? t('inSeconds') : null,
    age && t(`age.${age.state}`, { unit: age.unit, count: age.count }),
  ].filter((line) => line !== null);
  if (lines.length === 0) return null;
  return (
    <ul className="flex list-disc flex-col gap-1 pl-5 text-13 text-muted">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
