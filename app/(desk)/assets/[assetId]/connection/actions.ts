'use server';

import { checkProductionUrl } from '@/lib/connection-tests/declaration/check-production-url';
import { saveDeclaration } from '@/lib/connection-tests/declaration/save-declaration';
import { endKeyOverlap } from '@/lib/connection-tests/keys/end-key-overlap';
import type { ActionResult } from '../../../../action-result';
import { requireContext } from '../../../../current-actor';
import { runAction } from '../../../../run-action';
import { declarationOf, textOf } from './form-input';

type Saved = ActionResult<{ version: number }>;
type Done = ActionResult<undefined>;

export async function saveDeclarationAction(_previous: Saved | null, form: FormData): Promise<Saved> {
  return runAction('save-declaration', form, async () =>
    saveDeclaration(await requireContext(), declarationOf(form)),
  );
}

export async function endOverlapAction(_previous: Done | null, form: FormData): Promise<Done> {
  return runAction('end-key-overlap', form, async () => {
    const interfaceType = textOf(form, 'interfaceType');
    await endKeyOverlap(await requireContext(), { assetId: textOf(form, 'assetId'), interfaceType });
    return undefined;
  });
}

export async function checkUrlAction(_previous: Done | null, form: FormData): Promise<Done> {
  return runAction('check-production-url', form, async () => {
    await checkProductionUrl(await requireContext(), { assetId: textOf(form, 'assetId') });
    return undefined;
  });
}
