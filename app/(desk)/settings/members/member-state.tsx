import { Check, Hourglass } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useInstants } from '@/app/components/date-time';
import { Pill } from '@/app/components/pill';
import type { Member } from '@/lib/people/list-members';

/** Whether somebody has come, and for owners what became of the mail that invited them. */
export function MemberState({ member, hasMail }: { member: Member; hasMail: boolean }) {
  const t = useTranslations('settings.members');
  const show = useInstants();
  const { joinedAt, invitation } = member;
  if (joinedAt !== null)
    return (
      <Pill tone="success" icon={Check}>
        {t('joined')}
      </Pill>
    );
  return (
    <span className="flex flex-col items-start gap-1">
      <Pill tone="neutral" icon={Hourglass}>
        {t('notJoined')}
      </Pill>
      {hasMail && invitation !== null && (
        <span className="text-13 text-muted">
          {t(`mail.${invitation.status}`, { at: show(invitation.endedAt ?? invitation.createdAt).text })}
        </span>
      )}
    </span>
  );
}
