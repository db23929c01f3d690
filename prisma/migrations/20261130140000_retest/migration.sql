-- A re-test is a run over a website like a scan, and ends in a status that counts as no scan.
ALTER TYPE "ScanPurpose" ADD VALUE 'RETEST';
ALTER TYPE "ScanStatus" ADD VALUE 'RETESTED';

CREATE TYPE "RetestState" AS ENUM ('STILL_THERE', 'GONE', 'NOT_ASKED');

ALTER TABLE "Scan" ADD COLUMN "retestOfId" UUID;
ALTER TABLE "Scan" ADD CONSTRAINT "Scan_retestOfId_fkey" FOREIGN KEY ("retestOfId") REFERENCES "Scan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "Scan_retestOfId_idx" ON "Scan"("retestOfId");

ALTER TABLE "Finding" ADD COLUMN "source" JSONB;

CREATE TABLE "RetestResult" (
    "id" UUID NOT NULL,
    "retestId" UUID NOT NULL,
    "findingId" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "state" "RetestState",
    "reasonCode" TEXT,
    "reasonData" JSONB,
    "confidence" "FindingConfidence",
    "evidence" JSONB,
    "at" TIMESTAMPTZ(3),

    CONSTRAINT "RetestResult_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "RetestResult_retestId_findingId_key" ON "RetestResult"("retestId", "findingId");
CREATE INDEX "RetestResult_findingId_at_idx" ON "RetestResult"("findingId", "at");
ALTER TABLE "RetestResult" ADD CONSTRAINT "RetestResult_retestId_fkey" FOREIGN KEY ("retestId") REFERENCES "Scan"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "RetestResult" ADD CONSTRAINT "RetestResult_findingId_fkey" FOREIGN KEY ("findingId") REFERENCES "Finding"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "RetestResult" ADD CONSTRAINT "RetestResult_has_reason"
  CHECK (("state" IS NOT DISTINCT FROM 'NOT_ASKED') = ("reasonCode" IS NOT NULL));
ALTER TABLE "RetestResult" ADD CONSTRAINT "RetestResult_has_instant" CHECK (("state" IS NULL) = ("at" IS NULL));
