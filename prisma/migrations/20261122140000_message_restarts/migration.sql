-- Messages that somebody asked to be sent again, and what became of each.
CREATE TYPE "RestartState" AS ENUM ('WAITING', 'SENDING', 'PASSED', 'FAILED', 'NOT_SENT');

CREATE TABLE "MessageRestart" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "requestedById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "MessageRestart_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "MessageRestartItem" (
    "restartId" UUID NOT NULL,
    "messageId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "state" "RestartState" NOT NULL,
    "reason" TEXT,
    "claimedAt" TIMESTAMPTZ(3),

    CONSTRAINT "MessageRestartItem_pkey" PRIMARY KEY ("restartId", "messageId")
);

CREATE INDEX "MessageRestart_organizationId_createdAt_idx" ON "MessageRestart"("organizationId", "createdAt");
CREATE INDEX "MessageRestart_createdAt_idx" ON "MessageRestart"("createdAt");

ALTER TABLE "MessageRestartItem" ADD CONSTRAINT "MessageRestartItem_restartId_fkey"
  FOREIGN KEY ("restartId") REFERENCES "MessageRestart"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "MessageRestartItem" ADD CONSTRAINT "MessageRestartItem_reason_check"
  CHECK (("state" = 'NOT_SENT') = ("reason" IS NOT NULL));
