-- What is compared with its approved state every day.
CREATE TABLE "DriftWatch" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "websiteId" UUID,
    "assetId" UUID,
    "approvedAt" TIMESTAMPTZ(3) NOT NULL,
    "snapshot" JSONB,
    "snapshotAt" TIMESTAMPTZ(3),
    "certificate" JSONB,
    "lookedAt" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "nextLookAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "DriftWatch_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "DriftWatch_one_subject" CHECK (("websiteId" IS NULL) <> ("assetId" IS NULL)),
    CONSTRAINT "DriftWatch_failures" CHECK ("failures" >= 0)
);
CREATE UNIQUE INDEX "DriftWatch_websiteId_key" ON "DriftWatch"("websiteId");
CREATE UNIQUE INDEX "DriftWatch_assetId_key" ON "DriftWatch"("assetId");
CREATE INDEX "DriftWatch_nextLookAt_id_idx" ON "DriftWatch"("nextLookAt", "id");
ALTER TABLE "DriftWatch" ADD CONSTRAINT "DriftWatch_websiteId_fkey" FOREIGN KEY ("websiteId") REFERENCES "Website"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "DriftWatch" ADD CONSTRAINT "DriftWatch_assetId_fkey" FOREIGN KEY ("assetId") REFERENCES "Asset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "DriftDifference" (
    "id" UUID NOT NULL,
    "watchId" UUID NOT NULL,
    "thing" TEXT NOT NULL,
    "before" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    "foundAt" TIMESTAMPTZ(3) NOT NULL,
    "closedAt" TIMESTAMPTZ(3),
    "closing" TEXT,

    CONSTRAINT "DriftDifference_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "DriftDifference_closed" CHECK (("closedAt" IS NULL) = ("closing" IS NULL))
);
CREATE INDEX "DriftDifference_watchId_idx" ON "DriftDifference"("watchId");
-- Two looks at the same time find a difference once.
CREATE UNIQUE INDEX "DriftDifference_once_at_a_time" ON "DriftDifference" ("watchId", "thing") WHERE "closedAt" IS NULL;
ALTER TABLE "DriftDifference" ADD CONSTRAINT "DriftDifference_watchId_fkey" FOREIGN KEY ("watchId") REFERENCES "DriftWatch"("id") ON DELETE CASCADE ON UPDATE CASCADE;
