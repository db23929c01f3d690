-- A restart is worked at as scans and runs are: one execution at a time holds its row and shows that it lives. Those
-- under way have an unlocked job, or get one: they are queued again, and what was being sent waits again.
ALTER TABLE "MessageRestart" ADD COLUMN "status" "ConnectionRunStatus" NOT NULL DEFAULT 'QUEUED',
  ADD COLUMN "heartbeatAt" TIMESTAMPTZ(3),
  ADD COLUMN "workerId" TEXT,
  ADD COLUMN "attempt" INTEGER NOT NULL DEFAULT 0;
UPDATE "MessageRestart" SET "status" = 'FINISHED' WHERE "finishedAt" IS NOT NULL;
ALTER TABLE "MessageRestart" ALTER COLUMN "status" DROP DEFAULT,
  ADD CONSTRAINT "MessageRestart_finished_check" CHECK (("status" = 'FINISHED') = ("finishedAt" IS NOT NULL));
ALTER TABLE "MessageRestartItem" DROP COLUMN "claimedAt";

DROP INDEX "MessageRestart_open";
CREATE INDEX "MessageRestart_queued" ON "MessageRestart" ("createdAt") WHERE "status" = 'QUEUED';
CREATE INDEX "MessageRestart_running" ON "MessageRestart" ("heartbeatAt") WHERE "status" = 'RUNNING';
