import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';

export type AssetChoice = { id: string; name: string };

/** More are not offered; an address takes any. */
const MAX_CHOICES = 300;

/** Live assets by name, for a filter: the first ones, and always the one that is chosen. */
export const findAssetChoices = (
  db: Database,
  { organizationId }: OrganizationScope,
  chosenId: string | null,
): Promise<AssetChoice[]> =>
  db.$queryRaw<AssetChoice[]>`
    SELECT "id", "name" FROM (
      SELECT "id", "name" FROM "Asset" WHERE "organizationId" = ${organizationId}::uuid AND "deletedAt" IS NULL
      ORDER BY "name", "id" LIMIT ${MAX_CHOICES}
    ) first
    UNION SELECT "id", "name" FROM "Asset"
      WHERE "organizationId" = ${organizationId}::uuid AND "deletedAt" IS NULL AND "id" = ${chosenId}::uuid
    ORDER BY "name", "id"`;
