'use server';

import type { Route } from 'next';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { addWebsiteToAsset } from '@/lib/assets/add-website-to-asset';
import { issueChallenge } from '@/lib/ownership/issue-challenge';
import { releaseClaim } from '@/lib/ownership/release-claim';
import { verifyOwnership } from '@/lib/ownership/verify-ownership';
import { tryLogin } from '@/lib/scans/try-login';
import { addWebsite } from '@/lib/websites/add-website';
import { saveLoginProfile } from '@/lib/websites/login/save-login-profile';
import { removeWebsite } from '@/lib/websites/remove-website';
import { renameWebsite } from '@/lib/websites/rename-website';
import type { ActionResult } from '../../action-result';
import { requireContext } from '../../current-actor';
import { runAction } from '../../run-action';
import { profileOf, textOf } from './form-input';

type Result = ActionResult<undefined>;
type Previous = Result | null;

const websiteId = (form: FormData) => textOf(form, 'websiteId');

/** Every tab of the website shows parts of its state. */
const refresh = (form: FormData) => revalidatePath(`/websites/${websiteId(form)}`, 'layout');

export async function addWebsiteAction(_previous: Previous, form: FormData): Promise<Result> {
  return runAction('add-website', form, async () => {
    const context = await requireContext();
    const input = { address: textOf(form, 'address'), name: textOf(form, 'name') };
    const assetId = textOf(form, 'assetId');
    const { id } = await (assetId === ''
      ? addWebsite(context, input)
      : addWebsiteToAsset(context, { ...input, assetId }));
    // An asset's has its file already; where that fails for another, the website's page makes it.
    await issueChallenge(context, { websiteId: id });
    redirect(`/websites/${id}` as Route);
  });
}

export async function renameWebsiteAction(_previous: Previous, form: FormData): Promise<Result> {
  return runAction('rename-website', form, async () => {
    await renameWebsite(await requireContext(), Object.fromEntries(form));
    refresh(form);
    return undefined;
  });
}

export async function removeWebsiteAction(_previous: Previous, form: FormData): Promise<Result> {
  return runAction('remove-website', form, async () => {
    await removeWebsite(await requireContext(), { websiteId: websiteId(form) });
    redirect('/websites' as Route);
  });
}

export async function issueChallengeAction(_previous: Previous, form: FormData): Promise<Result> {
  return runAction('issue-challenge', form, async () => {
    const replaces = textOf(form, 'replaces');
    await issueChallenge(await requireContext(), { websiteId: websiteId(form), replaces: replaces || null });
    refresh(form);
    return undefined;
  });
}

/** Whether the file was found stands on the page afterwards: a failed step is no failed action. */
export async function verifyOwnershipAction(_previous: Previous, form: FormData): Promise<Result> {
  return runAction('verify-ownership', form, async () => {
    const acceptedAgreement = textOf(form, 'acceptedAgreement') || null;
    await verifyOwnership(await requireContext(), { websiteId: websiteId(form), acceptedAgreement });
    refresh(form);
    return undefined;
  });
}

export async function releaseClaimAction(_previous: Previous, form: FormData): Promise<Result> {
  return runAction('release-claim', form, async () => {
    const typedHost = textOf(form, 'typedName');
    await releaseClaim(await requireContext(), { websiteId: websiteId(form), typedHost });
    refresh(form);
    return undefined;
  });
}

export async function saveLoginProfileAction(_previous: Previous, form: FormData): Promise<Result> {
  return runAction('save-login-profile', form, async () => {
    await saveLoginProfile(await requireContext(), profileOf(form));
    refresh(form);
    return undefined;
  });
}

export async function tryLoginAction(_previous: Previous, form: FormData): Promise<Result> {
  return runAction('try-login', form, async () => {
    await tryLogin(await requireContext(), websiteId(form));
    refresh(form);
    return undefined;
  });
}
