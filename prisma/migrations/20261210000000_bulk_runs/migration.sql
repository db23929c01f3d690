-- One act for many rows of a list, with what became of each.
CREATE TYPE "BulkKind" AS ENUM ('RESCAN', 'DELETE_DRAFTS');
CREATE TYPE "BulkState" AS ENUM ('WAITING', 'DONE', 'SKIPPED');

CREATE TABLE "BulkRun" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "requestedById" UUID NOT NULL,
    "kind" "BulkKind" NOT NULL,
    "key" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "BulkRun_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "BulkItem" (
    "runId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "assetId" UUID NOT NULL,
    "websiteId" UUID,
    "state" "BulkState" NOT NULL,
    "reason" TEXT,
    "scanId" UUID,

    CONSTRAINT "BulkItem_pkey" PRIMARY KEY ("runId", "position"),
    CONSTRAINT "BulkItem_reason_check" CHECK (("state" = 'SKIPPED') = ("reason" IS NOT NULL))
);

CREATE UNIQUE INDEX "BulkRun_organizationId_requestedById_key_key" ON "BulkRun"("organizationId", "requestedById", "key");
CREATE INDEX "BulkRun_organizationId_createdAt_idx" ON "BulkRun"("organizationId", "createdAt");
CREATE INDEX "BulkItem_waiting" ON "BulkItem"("runId", "position") WHERE "state" = 'WAITING';
-- A website waits for one scan, whoever asks for it.
CREATE UNIQUE INDEX "BulkItem_one_waiting_per_website" ON "BulkItem"("websiteId") WHERE "state" = 'WAITING';
ALTER TABLE "BulkItem" ADD CONSTRAINT "BulkItem_runId_fkey" FOREIGN KEY ("runId") REFERENCES "BulkRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;
