import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database, Transaction } from '@/lib/db/client';
import type { ConnectionDeclaration } from '@/lib/db/generated/client';
import { toJson } from '@/lib/db/json';
import type { ConnectionCase, Declaration } from './connection-record';
import { findKeyStates } from './keys/store';
import { type KeyStates, NO_KEYS } from './rules/key-rotation';

/** A deleted asset declares nothing. */
const ofOrganization = (scope: OrganizationScope) => ({
  asset: { organizationId: scope.organizationId, deletedAt: null },
});

const toDeclaration = (
  { extensionParameters, ...row }: ConnectionDeclaration,
  accessKeys: KeyStates = NO_KEYS,
): Declaration => ({
  ...row,
  isAccessKeySet: accessKeys.BASIC !== null,
  accessKeys,
  extensionParameters: extensionParameters as Declaration['extensionParameters'],
});

/** By asset id; an asset that declared nothing is absent. */
export async function findDeclarations(
  db: Database,
  scope: OrganizationScope,
  assetIds: readonly string[],
): Promise<Map<string, Declaration>> {
  const rows = await db.connectionDeclaration.findMany({
    where: { assetId: { in: [...assetIds] }, ...ofOrganization(scope) },
  });
  const keys = await findKeyStates(
    db,
    scope,
    rows.map(({ assetId }) => assetId),
  );
  return new Map(rows.map((row) => [row.assetId, toDeclaration(row, keys.get(row.assetId))]));
}

export type DeclarationChange = Pick<
  Declaration,
  | 'assetId'
  | 'protocol'
  | 'productKind'
  | 'billingModes'
  | 'productionUrl'
  | 'extensionParameters'
  | 'provisioningInfo'
  | 'encryptionAlgorithm'
  | 'kitPublicKey'
> & { updatedById: string; at: Date };

/** Writes the declaration; the caller holds the asset's row and has compared the version. */
export async function writeDeclaration(tx: Transaction, change: DeclarationChange): Promise<void> {
  const { assetId, at, extensionParameters, ...columns } = change;
  const data = {
    ...columns,
    extensionParameters: toJson(extensionParameters),
    updatedAt: at,
  };
  await tx.connectionDeclaration.upsert({
    where: { assetId },
    create: { ...data, assetId, version: 1 },
    update: { ...data, version: { increment: 1 } },
  });
}

/** All cases of these assets. */
export async function findCases(
  db: Database,
  scope: OrganizationScope,
  assetIds: readonly string[],
): Promise<ConnectionCase[]> {
  return db.connectionCase.findMany({
    where: { assetId: { in: [...assetIds] }, organizationId: scope.organizationId },
    orderBy: [{ activity: 'asc' }, { name: 'asc' }],
  });
}

/** Puts another ciphertext of the same request in the place of one; what was saved meanwhile stays. */
export async function replaceSealedRequest(
  db: Database,
  scope: OrganizationScope,
  { id, sealedRequest }: Pick<ConnectionCase, 'id' | 'sealedRequest'>,
  resealed: string,
): Promise<void> {
  await db.connectionCase.updateMany({
    where: { id, sealedRequest, organizationId: scope.organizationId },
    data: { sealedRequest: resealed },
  });
}

/** How a case went. */
export type CaseResult = {
  /** Of the row to be made where an interface's own case has none yet. */
  id: string;
  assetId: string;
  protocol: 'V2' | 'V1';
  activity: string;
  caseName: string;
  /** The case that was run, as it was when the run began; null where it had no row. */
  savedCase: Pick<ConnectionCase, 'id' | 'version'> | null;
  /**
   * The builder's request, which becomes the case's where it passed, as KooGallery saves a case that succeeded; null
   * for what was saved or sampled.
   */
  sealedRequest: string | null;
  isPassed: boolean;
  messageId: string;
  declarationVersion: number;
  at: Date;
};

/**
 * Keeps how a case went. A failure leaves its request as it is. An interface's own case is made by its first result;
 * one that was saved, renamed or deleted while it ran is left alone: this is not a result of what it is now.
 */
export async function writeCaseResult(
  tx: Transaction,
  scope: OrganizationScope,
  result: CaseResult,
): Promise<void> {
  const { id, assetId, protocol, activity, caseName: name, at, savedCase } = result;
  const { organizationId } = scope;
  const sealedRequest = result.isPassed ? result.sealedRequest : null;
  const last = {
    lastPassed: result.isPassed,
    lastRunAt: at,
    lastRunDeclaration: result.declarationVersion,
    lastMessageId: result.messageId,
    updatedAt: at,
  };
  if (savedCase) {
    await tx.connectionCase.updateMany({
      where: { ...savedCase, organizationId },
      data: { ...last, ...(sealedRequest === null ? {} : { sealedRequest, version: { increment: 1 } }) },
    });
  } else if (name === '') {
    const place = { assetId, protocol, activity, name };
    await tx.connectionCase.createMany({
      data: { ...last, ...place, id, organizationId, sealedRequest },
      skipDuplicates: true,
    });
  }
}
