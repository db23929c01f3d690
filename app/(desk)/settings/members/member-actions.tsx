import { PASSWORD_LINK_DAYS } from '@/lib/core/policy';
import type { Member } from '@/lib/people/list-members';
import { ChangeRole, MakePasswordLink, RemoveMember, SendInvitation } from './member-forms';
import { TransferOwnership } from './transfer-ownership';

type MemberActionsProps = { member: Member; organization: string; mayMail: boolean };

/** What an owner may do with a member, as far as they have come. */
export function MemberActions({ member, organization, mayMail }: MemberActionsProps) {
  const { userId, name, role, joinedAt, isWaitingForPassword } = member;
  const hasJoined = joinedAt !== null;
  return (
    <span className="inline-flex flex-wrap justify-end gap-2 text-start">
      {isWaitingForPassword && <MakePasswordLink userId={userId} name={name} days={PASSWORD_LINK_DAYS} />}
      {!hasJoined && mayMail && <SendInvitation userId={userId} name={name} />}
      <ChangeRole userId={userId} name={name} role={role} />
      {hasJoined && role !== 'OWNER' && (
        <TransferOwnership userId={userId} name={name} organization={organization} />
      )}
      <RemoveMember userId={userId} name={name} hasJoined={hasJoined} />
    </span>
  );
}
