'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { formAction } from '@/app/form-action';
import { formText, readText } from '@/app/form-controls';
import { assetPath, targetPath } from '@/app/paths';
import { attachWebsite } from '@/lib/assets/attach-website';
import { createAsset } from '@/lib/assets/create-asset';
import { deleteAsset } from '@/lib/assets/delete-asset';
import { detachWebsite } from '@/lib/assets/detach-website';
import { saveAssetDetails } from '@/lib/assets/save-asset-details';
import { modifyAsset } from '@/lib/submissions/modify-asset';
import { submitForReview } from '@/lib/submissions/submit-for-review';
import { readinessSentence } from './readiness-sentence';

export const createAssetAction = formAction('create-asset', createAsset, {
  answer: ({ id }) => redirect(assetPath(id)),
});

export const saveDetailsAction = formAction('save-details', saveAssetDetails, {
  answer: ({ version }) => ({ version }),
});

export const deleteAssetAction = formAction('delete-asset', deleteAsset, {
  read: readText('assetId'),
  answer: () => redirect('/assets'),
});

export const attachWebsiteAction = formAction('attach-website', attachWebsite);

export const detachWebsiteAction = formAction('detach-website', detachWebsite);

/** What blocks the submission since the page was drawn, each with a link to where it is fixed; empty: submitted. */
export type SubmitAnswer = { blockers: { text: string; href: Route }[] };

export const submitForReviewAction = formAction('submit-for-review', submitForReview, {
  read: readText('assetId'),
  answer: async (result, form): Promise<SubmitAnswer> => {
    const t = await getTranslations();
    const blockers = result.ok ? [] : result.blockers;
    return {
      blockers: blockers.map((item) => ({
        text: readinessSentence(t, item),
        href: targetPath(formText(form, 'assetId'), item.target),
      })),
    };
  },
});

export const modifyAssetAction = formAction('modify-asset', modifyAsset, {
  read: readText('assetId'),
  answer: (_value, form) => redirect(assetPath(formText(form, 'assetId'))),
});
