'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ActionResult } from '@/app/action-result';
import { ActionForm } from '@/app/components/action-form';
import { CodeBlock } from '@/app/components/code-block';
import { ConfirmDialog } from '@/app/components/confirm-dialog';
import { DialogButton } from '@/app/components/dialog-button';
import { Notice } from '@/app/components/notice';
import { RadioGroup } from '@/app/components/radio-group';
import { SubmitButton } from '@/app/components/submit-button';
import { TextField } from '@/app/components/text-field';
import { showToast } from '@/app/components/toast-store';
import { ORGANIZATION_ROLES, type OrganizationRole } from '@/lib/auth/rules/permissions';
import {
  addMemberAction,
  changeMemberRoleAction,
  makePasswordLinkAction,
  removeMemberAction,
  sendInvitationAction,
} from './actions';

/** An address and a role; the answer is the same whether the address had an account. */
export function AddMember({ isMailOn }: { isMailOn: boolean }) {
  const t = useTranslations('settings.members');
  const [added, setAdded] = useState<{ times: number; email: string } | null>(null);

  async function add(previous: ActionResult | null, form: FormData): Promise<ActionResult> {
    const result = await addMemberAction(previous, form);
    const email = String(form.get('email')).trim();
    if (result.ok) setAdded((last) => ({ times: (last?.times ?? 0) + 1, email }));
    return result;
  }

  return (
    <div className="flex max-w-xl flex-col gap-5">
      <div role="status" className="empty:hidden">
        {added !== null && (
          <Notice tone="success" title={t(isMailOn ? 'addedByMail' : 'added', { email: added.email })} />
        )}
      </div>
      <ActionForm key={added?.times ?? 0} action={add}>
        <TextField
          name="email"
          type="email"
          label={t('email')}
          hint={t('emailHint')}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
        <RoleChoice current="VIEWER" />
        <div>
          <SubmitButton>{t('addSubmit')}</SubmitButton>
        </div>
      </ActionForm>
    </div>
  );
}

type MemberProps = { userId: string; name: string; role: OrganizationRole };

/** The dialog with the three roles; it is a new one, and closed, as soon as the role has changed. */
export function ChangeRole({ userId, name, role }: MemberProps) {
  const t = useTranslations('settings.members');
  return (
    <DialogButton key={role} label={t('changeRole')} title={t('changeRoleTitle', { name })} size="sm">
      <ActionForm action={changeMemberRoleAction} hasSavedNote>
        <input type="hidden" name="userId" value={userId} />
        <input type="hidden" name="from" value={role} />
        <RoleChoice current={role} />
        <div className="flex justify-end">
          <SubmitButton>{t('save')}</SubmitButton>
        </div>
      </ActionForm>
    </DialogButton>
  );
}

/** Makes the link with which somebody sets their first password, and shows it once. */
export function MakePasswordLink({ userId, name, days }: Omit<MemberProps, 'role'> & { days: number }) {
  const t = useTranslations('settings.members');
  const [url, setUrl] = useState<string | null>(null);

  async function make(
    previous: ActionResult<{ url: string }> | null,
    form: FormData,
  ): Promise<ActionResult<{ url: string }>> {
    const result = await makePasswordLinkAction(previous, form);
    if (result.ok) setUrl(result.value.url);
    return result;
  }

  return (
    <DialogButton label={t('passwordLink')} title={t('passwordLinkTitle', { name })} size="sm">
      <ActionForm action={make}>
        <input type="hidden" name="userId" value={userId} />
        <p>{t('passwordLinkLead', { name })}</p>
        <div role="status" className="flex flex-col gap-2 empty:hidden">
          {url !== null && (
            <>
              <CodeBlock label={t('passwordLink')} text={url} />
              <p className="text-13 text-muted">{t('passwordLinkMade', { days })}</p>
            </>
          )}
        </div>
        <div className="flex justify-end">
          <SubmitButton>{t('passwordLinkMake')}</SubmitButton>
        </div>
      </ActionForm>
    </DialogButton>
  );
}

/** Sends the invitation again, at once: nothing is lost by it. */
export function SendInvitation({ userId, name }: Omit<MemberProps, 'role'>) {
  const t = useTranslations('settings.members');

  async function send(previous: ActionResult | null, form: FormData): Promise<ActionResult> {
    const result = await sendInvitationAction(previous, form);
    if (result.ok) showToast('success', t('sentAgain', { name }));
    return result;
  }

  return (
    <ActionForm kind="act" action={send} className="items-end text-start">
      <input type="hidden" name="userId" value={userId} />
      <SubmitButton look="secondary" size="sm">
        {t('sendAgain')}
      </SubmitButton>
    </ActionForm>
  );
}

/** Takes somebody out, after saying what they lose; or withdraws the invitation of somebody who never came. */
export function RemoveMember({
  userId,
  name,
  hasJoined,
}: Omit<MemberProps, 'role'> & { hasJoined: boolean }) {
  const t = useTranslations('settings.members');
  return (
    <ConfirmDialog
      label={t(hasJoined ? 'remove' : 'withdraw')}
      title={t(hasJoined ? 'removeTitle' : 'withdrawTitle', { name })}
      action={removeMemberAction}
      values={{ userId }}
      done={t(hasJoined ? 'removed' : 'withdrawn', { name })}
      size="sm"
    >
      <p>{t(hasJoined ? 'removeLoss' : 'withdrawLoss', { name })}</p>
    </ConfirmDialog>
  );
}

function RoleChoice({ current }: { current: OrganizationRole }) {
  const t = useTranslations('settings');
  const options = ORGANIZATION_ROLES.map((role) => ({
    value: role,
    label: t(`roles.${role}`),
    hint: t(`roleHints.${role}`),
  }));
  return <RadioGroup name="role" label={t('members.role')} options={options} defaultValue={current} />;
}
