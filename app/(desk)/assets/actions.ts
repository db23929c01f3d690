'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { attachWebsite } from '@/lib/assets/attach-website';
import { createAsset } from '@/lib/assets/create-asset';
import { deleteAsset } from '@/lib/assets/delete-asset';
import { detachWebsite } from '@/lib/assets/detach-website';
import { saveAssetDetails } from '@/lib/assets/save-asset-details';
import { modifyAsset } from '@/lib/submissions/modify-asset';
import { submitForReview } from '@/lib/submissions/submit-for-review';
import type { ActionResult } from '../../action-result';
import { requireMemberContext } from '../../current-actor';
import { runAction } from '../../run-action';
import { assetPath, targetRoute } from './asset-paths';
import { readinessSentence } from './readiness-sentence';

const textOf = (form: FormData, name: string) => String(form.get(name) ?? '');

export async function createAssetAction(
  _previous: ActionResult | null,
  form: FormData,
): Promise<ActionResult> {
  return runAction('create-asset', form, async () => {
    const { id } = await createAsset(await requireMemberContext(), Object.fromEntries(form));
    redirect(assetPath(id));
  });
}

export type SavedDetails = { version: number };

export async function saveDetailsAction(
  _previous: ActionResult<SavedDetails> | null,
  form: FormData,
): Promise<ActionResult<SavedDetails>> {
  return runAction('save-details', form, async () => {
    const { version } = await saveAssetDetails(await requireMemberContext(), Object.fromEntries(form));
    return { version };
  });
}

export async function deleteAssetAction(
  _previous: ActionResult | null,
  form: FormData,
): Promise<ActionResult> {
  return runAction('delete-asset', form, async () => {
    await deleteAsset(await requireMemberContext(), textOf(form, 'assetId'));
    redirect('/assets' as Route);
  });
}

export async function attachWebsiteAction(
  _previous: ActionResult | null,
  form: FormData,
): Promise<ActionResult> {
  return runAction('attach-website', form, async () => {
    await attachWebsite(await requireMemberContext(), Object.fromEntries(form));
    return undefined;
  });
}

export async function detachWebsiteAction(
  _previous: ActionResult | null,
  form: FormData,
): Promise<ActionResult> {
  return runAction('detach-website', form, async () => {
    await detachWebsite(await requireMemberContext(), Object.fromEntries(form));
    return undefined;
  });
}

/** What came into the way since the page was drawn, as sentences that lead to where each is mended; empty: submitted. */
export type SubmitAnswer = { blockers: { text: string; href: Route }[] };

export async function submitForReviewAction(
  _previous: ActionResult<SubmitAnswer> | null,
  form: FormData,
): Promise<ActionResult<SubmitAnswer>> {
  return runAction('submit-for-review', form, async () => {
    const assetId = textOf(form, 'assetId');
    const [context, t] = await Promise.all([requireMemberContext(), getTranslations()]);
    const result = await submitForReview(context, assetId);
    const blockers = result.ok ? [] : result.blockers;
    return {
      blockers: blockers.map((item) => ({
        text: readinessSentence(t, item),
        href: targetRoute(assetId, item.target),
      })),
    };
  });
}

export async function modifyAssetAction(
  _previous: ActionResult | null,
  form: FormData,
): Promise<ActionResult> {
  return runAction('modify-asset', form, async () => {
    const assetId = textOf(form, 'assetId');
    await modifyAsset(await requireMemberContext(), assetId);
    redirect(assetPath(assetId));
  });
}
