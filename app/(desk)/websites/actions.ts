'use server';

import { redirect } from 'next/navigation';
import type { PersonContext } from '@/app/current-actor';
import { formAction } from '@/app/form-action';
import { formText, readText } from '@/app/form-controls';
import { websitePath } from '@/app/paths';
import { addWebsiteToAsset } from '@/lib/assets/add-website-to-asset';
import { acceptDrift } from '@/lib/drift/accept-drift';
import { issueChallenge } from '@/lib/ownership/issue-challenge';
import { releaseClaim } from '@/lib/ownership/release-claim';
import { verifyOwnership } from '@/lib/ownership/verify-ownership';
import { tryLogin } from '@/lib/scans/try-login';
import { addWebsite } from '@/lib/websites/add-website';
import { saveLoginProfile } from '@/lib/websites/login/save-login-profile';
import { removeWebsite } from '@/lib/websites/remove-website';
import { renameWebsite } from '@/lib/websites/rename-website';
import { readLoginProfile } from './read-login-profile';

/** A website alone, or one of an asset; its verification file is made at once. */
async function addWithChallenge(context: PersonContext, form: FormData): Promise<{ id: string }> {
  const input = { address: formText(form, 'address'), name: formText(form, 'name') };
  const assetId = formText(form, 'assetId');
  const { id } = await (assetId === ''
    ? addWebsite(context, input)
    : addWebsiteToAsset(context, { ...input, assetId }));
  await issueChallenge(context, { websiteId: id });
  return { id };
}

export const addWebsiteAction = formAction('add-website', addWithChallenge, {
  read: (form) => form,
  answer: ({ id }) => redirect(websitePath(id)),
});

export const renameWebsiteAction = formAction('rename-website', renameWebsite);

export const removeWebsiteAction = formAction('remove-website', removeWebsite, {
  answer: () => redirect('/websites'),
});

export const issueChallengeAction = formAction('issue-challenge', issueChallenge, {
  read: (form) => ({
    websiteId: formText(form, 'websiteId'),
    replaces: formText(form, 'replaces') || null,
  }),
});

/** The page shows whether the file was found: a failed step is not a failed action. */
export const verifyOwnershipAction = formAction('verify-ownership', verifyOwnership, {
  read: (form) => ({
    websiteId: formText(form, 'websiteId'),
    acceptedAgreement: formText(form, 'acceptedAgreement') || null,
  }),
});

export const releaseClaimAction = formAction('release-claim', releaseClaim, {
  read: (form) => ({ websiteId: formText(form, 'websiteId'), typedHost: formText(form, 'typedName') }),
});

export const saveLoginProfileAction = formAction('save-login-profile', saveLoginProfile, {
  read: readLoginProfile,
});

export const tryLoginAction = formAction('try-login', tryLogin, { read: readText('websiteId') });

export const acceptDriftAction = formAction('accept-drift', acceptDrift);
