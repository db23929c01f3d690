import type { Declaration } from '@/lib/connection-tests/connection-record';
import type { CaseState } from '@/lib/connection-tests/rules/case-state';
import { declarationDifference } from '@/lib/connection-tests/rules/declaration-difference';
import { type EditEffects, editEffects } from '@/lib/connection-tests/rules/edit-effects';
import { BILLING_MODES } from '@/lib/koogallery/required-cases';
import { readDeclaration } from './read-declaration';

/** What saving the form now would reopen; null where it changes nothing, or nothing is declared yet. */
export function predictEffects(
  form: FormData,
  stored: Declaration | null,
  states: readonly (readonly [string, CaseState])[],
): EditEffects | null {
  if (!stored) return null;
  const typed = readDeclaration(form);
  const edited = {
    ...typed,
    protocol: typed.protocol === 'V1' ? ('V1' as const) : ('V2' as const),
    productKind: typed.productKind === 'COMMON' ? ('COMMON' as const) : ('JOINT_OPERATIONS' as const),
    billingModes: BILLING_MODES.filter((mode) => typed.billingModes.includes(mode)),
    productionUrl: typed.productionUrl.trim(),
    kitPublicKey: typed.kitPublicKey.replaceAll('\r\n', '\n').trim(),
  };
  const isSame =
    typed.accessKey === '' && typed.kitAccessKey === '' && declarationDifference(stored, edited).length === 0;
  return isSame ? null : editEffects(stored, edited, new Map(states));
}
