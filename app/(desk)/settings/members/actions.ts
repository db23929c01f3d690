'use server';

import { formAction } from '@/app/form-action';
import { configuration } from '@/lib/config/configuration';
import { isMailOn } from '@/lib/mail/create-mailer';
import { sendInvitation } from '@/lib/people/account-mails/send-invitation';
import { addMember } from '@/lib/people/add-member';
import { changeMemberRole } from '@/lib/people/change-member-role';
import { makeMemberLink } from '@/lib/people/make-member-link';
import { transferOwnership } from '@/lib/people/members/transfer-ownership';
import { removeMember } from '@/lib/people/remove-member';

const desk = () => ({ isMailOn: isMailOn(configuration()) });

export const addMemberAction = formAction('add-member', (context, input: unknown) =>
  addMember(context, input, desk()),
);

export const sendInvitationAction = formAction('send-invitation', (context, input: unknown) =>
  sendInvitation(context, input, desk()),
);

export const changeMemberRoleAction = formAction('change-member-role', changeMemberRole);

export const transferOwnershipAction = formAction('transfer-ownership', transferOwnership);

export const removeMemberAction = formAction('remove-member', removeMember);

/** Answers with the whole address, to be handed over. */
export const makePasswordLinkAction = formAction('make-password-link', makeMemberLink, {
  answer: ({ path }) => ({ url: new URL(path, configuration().NEXTAUTH_URL).href }),
});
