'use server';

import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { formAction } from '@/app/form-action';
import { formText } from '@/app/form-controls';
import { productPath } from '@/app/paths';
import { releaseProduct } from '@/lib/products/release-product';
import { ENCRYPTION_CHOICES } from '@/lib/products/schemas';
import { type ShownBlocker, showBlocker } from './blocker-words';

/** What came into the way since the page was drawn. */
export type ReleaseAnswer = { blockers: ShownBlocker[] };

export const releaseProductAction = formAction('release-product', releaseProduct, {
  read: (form) => ({
    assetId: formText(form, 'assetId'),
    name: formText(form, 'name'),
    note: formText(form, 'note'),
    isAuthorizationRequired: form.has('isAuthorizationRequired'),
    encryptionAlgorithm: formText(form, 'encryptionAlgorithm') || ENCRYPTION_CHOICES[0],
  }),
  answer: async (result, form): Promise<ReleaseAnswer> => {
    if (result.ok) redirect(productPath(result.productId));
    const t = await getTranslations();
    return { blockers: result.blockers.map((one) => showBlocker(t, formText(form, 'assetId'), one)) };
  },
});
