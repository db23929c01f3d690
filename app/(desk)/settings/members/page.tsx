import { getTranslations } from 'next-intl/server';
import { SettingsFrame } from '@/app/(desk)/settings/settings-frame';
import { Card } from '@/app/components/card';
import { type Column, DataTable } from '@/app/components/data-table';
import { DateTime } from '@/app/components/date-time';
import { Notice } from '@/app/components/notice';
import { organizationChoices, requireMemberContext } from '@/app/current-actor';
import { mayInOrganization } from '@/lib/auth/rules/permissions';
import { configuration } from '@/lib/config/configuration';
import { isMailOn } from '@/lib/mail/create-mailer';
import { listMembers, type Member } from '@/lib/people/list-members';
import { MemberActions } from './member-actions';
import { AddMember } from './member-forms';
import { MemberState } from './member-state';

/** Everybody in the organization; owners add people, change roles and take people out. */
export default async function MembersPage() {
  const [t, context, organizations] = await Promise.all([
    getTranslations('settings'),
    requireMemberContext(),
    organizationChoices(),
  ]);
  const current = organizations.find(({ isCurrent }) => isCurrent);
  const mayManage = current !== undefined && mayInOrganization(current.role, 'member.manage');
  const members = await listMembers(context);
  const columns = await memberColumns(context.actor.userId, mayManage, current?.name ?? '');
  return (
    <SettingsFrame
      section="members"
      lead={t('members.lead', { organization: current?.name ?? '' })}
      context={context}
    >
      <div className="flex flex-col gap-6">
        <Card title={t('members.count', { count: members.length })} isFlush>
          <DataTable
            caption={t('members.caption')}
            columns={columns}
            rows={members}
            rowKey={({ userId }) => userId}
          />
        </Card>
        {mayManage ? (
          <Card title={t('members.add')}>
            <AddMember isMailOn={isMailOn(configuration())} />
          </Card>
        ) : (
          <Notice tone="neutral" title={t('members.ownersOnly')} />
        )}
      </div>
    </SettingsFrame>
  );
}

async function memberColumns(
  ownId: string,
  mayManage: boolean,
  organization: string,
): Promise<Column<Member>[]> {
  const t = await getTranslations('settings');
  const mayMail = isMailOn(configuration());
  const columns: Column<Member>[] = [
    {
      key: 'name',
      label: t('members.name'),
      isRowHeader: true,
      cell: ({ userId, name, email }) => (
        <span className="flex min-w-0 flex-col">
          <span>
            {name}
            {userId === ownId && <span className="font-normal text-muted"> ({t('members.you')})</span>}
          </span>
          {email !== name && <span className="text-13 font-normal wrap-anywhere text-muted">{email}</span>}
        </span>
      ),
    },
    { key: 'role', label: t('members.role'), cell: ({ role }) => t(`roles.${role}`) },
    {
      key: 'since',
      label: t('members.since'),
      cell: ({ createdAt }) => <DateTime at={createdAt} isDayOnly />,
    },
    {
      key: 'state',
      label: t('members.state'),
      cell: (member) => <MemberState member={member} hasMail={mayManage} />,
    },
  ];
  if (mayManage)
    columns.push({
      key: 'actions',
      label: t('members.actions'),
      align: 'end',
      cell: (member) => <MemberActions {...{ member, organization, mayMail }} />,
    });
  return columns;
}
