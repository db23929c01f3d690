import type { FieldDifference } from '@/lib/core/edit-conflict';
import { AppError, type FieldProblem } from '@/lib/core/errors';
import { INTERFACE_TYPES, type InterfaceType, type KeyStates } from '../rules/key-rotation';
import { type OpenedKeys, sealAccessKey } from './access-keys';

/** What the form calls the key of an interface type. */
const FIELDS = { BASIC: 'accessKey', KIT: 'kitAccessKey' } as const;

/** A key as it may be shown: that there is one. */
const DOTS = '••••••••';

export type NewKey = { interfaceType: InterfaceType; sealed: string };

/**
 * The newly entered keys, sealed. Empty ones and those that are stored already are left out.
 * @throws AppError VALIDATION where both types would have the same key: basic and kit interfaces never share one
 */
export async function planKeys(
  assetId: string,
  entered: Readonly<Record<InterfaceType, string>>,
  { current }: OpenedKeys,
): Promise<NewKey[]> {
  const readStored = (type: InterfaceType) => {
    const key = current[type];
    return key.ok ? key.value : '';
  };
  const changed = INTERFACE_TYPES.filter(
    (type) => entered[type] !== '' && entered[type] !== readStored(type),
  );
  const next = INTERFACE_TYPES.map((type) => entered[type] || readStored(type));
  const shared = changed.at(-1);
  if (shared && next[0] === next[1]) {
    const problem: FieldProblem = { field: FIELDS[shared], message: 'connection.keyShared' };
    throw new AppError('VALIDATION', { message: 'validation', fields: [problem] });
  }
  return Promise.all(
    changed.map(async (interfaceType) => ({
      interfaceType,
      sealed: await sealAccessKey(entered[interfaceType], assetId, interfaceType),
    })),
  );
}

/** New keys and stored ones beside each other, veiled, for somebody whose edit met another. */
export const keyDifferences = (stored: KeyStates, planned: readonly NewKey[]): FieldDifference[] =>
  planned.map(({ interfaceType }) => ({
    field: FIELDS[interfaceType],
    yours: DOTS,
    theirs: stored[interfaceType] ? DOTS : '',
  }));
