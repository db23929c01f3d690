-- What went wrong when a scheduled verb last failed, beside what came of it when it last ended well.
ALTER TABLE "ScheduledRun" ADD COLUMN "failedAt" TIMESTAMPTZ(3), ADD COLUMN "failure" TEXT;
