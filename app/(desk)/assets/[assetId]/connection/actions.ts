'use server';

import { formAction } from '@/app/form-action';
import { checkProductionUrl } from '@/lib/connection-tests/declaration/check-production-url';
import { saveDeclaration } from '@/lib/connection-tests/declaration/save-declaration';
import { endKeyOverlap } from '@/lib/connection-tests/keys/end-key-overlap';
import { readDeclaration } from './read-declaration';

export const saveDeclarationAction = formAction('save-declaration', saveDeclaration, {
  read: readDeclaration,
  answer: ({ version }) => ({ version }),
});

export const endOverlapAction = formAction('end-key-overlap', endKeyOverlap);

export const checkUrlAction = formAction('check-production-url', checkProductionUrl);
