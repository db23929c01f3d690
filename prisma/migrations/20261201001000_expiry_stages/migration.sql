-- How many days of notice before a scan's end have been dealt with, instead of the instant of the last one alone.
ALTER TABLE "Scan" ADD COLUMN "expiryStage" INTEGER NOT NULL DEFAULT 0;
UPDATE "Scan" SET "expiryStage" = 5 WHERE "expiryNoticedAt" IS NOT NULL;
DROP INDEX "Scan_expiring";
ALTER TABLE "Scan" DROP COLUMN "expiryNoticedAt";
-- What the cron asks of every stage: only the rows that are due.
CREATE INDEX "Scan_expiring" ON "Scan" ("expiryStage", "completedAt") WHERE "status" = 'COMPLETE' AND "expiryStage" < 5;
