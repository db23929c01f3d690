import { differingFields, type FieldDifference } from '@/lib/core/edit-conflict';
import type { BillingMode } from '@/lib/koogallery/required-cases';

/** What two people's edits of a declaration are compared by; access keys are write-only and stand outside. */
export type PlainDeclaration = {
  protocol: string;
  productKind: string;
  billingModes: readonly BillingMode[];
  productionUrl: string;
  extensionParameters: readonly { name: string; value: string }[];
  provisioningInfo: readonly string[];
  encryptionAlgorithm: string;
  /** PEM (SPKI); empty where there is none. */
  kitPublicKey: string;
};

const FIELDS = [
  'protocol',
  'productKind',
  'billingModes',
  'productionUrl',
  'extensionParameters',
  'provisioningInfo',
  'encryptionAlgorithm',
  'kitPublicKey',
] as const satisfies readonly (keyof PlainDeclaration)[];

/** A value as a person reads it: lists in one order, parameters as `name=value`. */
function shown(value: PlainDeclaration[keyof PlainDeclaration]): string {
  if (typeof value === 'string') return value;
  return value
    .map((part) => (typeof part === 'string' ? part : `${part.name}=${part.value}`))
    .sort()
    .join(', ');
}

/** The fields in which `yours` is not what is stored. */
export const declarationDifference = (theirs: PlainDeclaration, yours: PlainDeclaration): FieldDifference[] =>
  differingFields(FIELDS, { yours, theirs }, shown);
