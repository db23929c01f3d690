-- How the production URL of an asset stood when it was last proved.
CREATE TABLE "ProductionUrlProof" (
    "assetId" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "declarationVersion" INTEGER NOT NULL,
    "checkedAt" TIMESTAMPTZ(3) NOT NULL,
    "checks" JSONB NOT NULL,

    CONSTRAINT "ProductionUrlProof_pkey" PRIMARY KEY ("assetId")
);
ALTER TABLE "ProductionUrlProof" ADD CONSTRAINT "ProductionUrlProof_assetId_fkey"
  FOREIGN KEY ("assetId") REFERENCES "Asset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
