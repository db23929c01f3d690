-- Access keys: one current and, while an overlap lasts, one previous for each asset and interface type.
CREATE TYPE "ConnectionInterfaceType" AS ENUM ('BASIC', 'KIT');

CREATE TABLE "ConnectionAccessKey" (
    "id" UUID NOT NULL,
    "assetId" UUID NOT NULL,
    "interfaceType" "ConnectionInterfaceType" NOT NULL,
    "sealed" TEXT NOT NULL,
    "setAt" TIMESTAMPTZ(3) NOT NULL,
    "setById" UUID NOT NULL,
    "supersededAt" TIMESTAMPTZ(3),
    "usableUntil" TIMESTAMPTZ(3),

    CONSTRAINT "ConnectionAccessKey_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "ConnectionAccessKey_assetId_idx" ON "ConnectionAccessKey"("assetId");
ALTER TABLE "ConnectionAccessKey" ADD CONSTRAINT "ConnectionAccessKey_assetId_fkey"
  FOREIGN KEY ("assetId") REFERENCES "Asset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE UNIQUE INDEX "ConnectionAccessKey_one_current" ON "ConnectionAccessKey" ("assetId", "interfaceType")
  WHERE "supersededAt" IS NULL;
CREATE UNIQUE INDEX "ConnectionAccessKey_one_previous" ON "ConnectionAccessKey" ("assetId", "interfaceType")
  WHERE "supersededAt" IS NOT NULL;
ALTER TABLE "ConnectionAccessKey" ADD CONSTRAINT "ConnectionAccessKey_superseded_has_end"
  CHECK (("supersededAt" IS NULL) = ("usableUntil" IS NULL));

-- The ciphertexts stay as they are: they are sealed for the asset, whichever table holds them.
INSERT INTO "ConnectionAccessKey" ("id", "assetId", "interfaceType", "sealed", "setAt", "setById")
  SELECT gen_random_uuid(), "assetId", 'BASIC', "accessKey", COALESCE("accessKeySetAt", "updatedAt"), "updatedById"
  FROM "ConnectionDeclaration" WHERE "accessKey" IS NOT NULL;

ALTER TABLE "ConnectionDeclaration" DROP COLUMN "accessKey", DROP COLUMN "accessKeySetAt",
  ADD COLUMN "kitPublicKey" TEXT NOT NULL DEFAULT '';

-- A case is one of a protocol: the same activity has another request in the other. What is required follows from the
-- declaration.
ALTER TABLE "ConnectionCase" DROP COLUMN "isRequired",
  ADD COLUMN "protocol" "ConnectionProtocol" NOT NULL DEFAULT 'V2';
DROP INDEX "ConnectionCase_assetId_activity_name_key";
CREATE UNIQUE INDEX "ConnectionCase_assetId_protocol_activity_name_key"
  ON "ConnectionCase"("assetId", "protocol", "activity", "name");
ALTER TABLE "ConnectionCase" ADD CONSTRAINT "ConnectionCase_name_length" CHECK (char_length("name") <= 64);
