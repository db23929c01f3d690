-- Exchanges were kept in clear until now. What is secret in them cannot be sealed afterwards without a key that no
-- migration holds: they are removed. Results of cases stay; only the exchange behind them is gone.
UPDATE "ConnectionCase" SET "lastMessageId" = NULL;
DELETE FROM "Attempt";
DELETE FROM "Message";

CREATE TYPE "MessagePurpose" AS ENUM ('CASE', 'FLOW', 'ADVERSARIAL', 'POLL', 'DIAGNOSIS', 'PROBE');

DROP INDEX "Message_organizationId_createdAt_idx";
DROP INDEX "Message_assetId_createdAt_idx";

ALTER TABLE "Message"
  ADD COLUMN "protocol" "ConnectionProtocol" NOT NULL,
  ADD COLUMN "caseName" TEXT NOT NULL,
  ADD COLUMN "purpose" "MessagePurpose" NOT NULL,
  ADD COLUMN "status" INTEGER,
  ADD COLUMN "totalMs" DOUBLE PRECISION NOT NULL,
  ADD COLUMN "warningCount" INTEGER NOT NULL,
  ADD COLUMN "attemptCount" INTEGER NOT NULL,
  ADD COLUMN "lastAttemptAt" TIMESTAMPTZ(3) NOT NULL;

CREATE INDEX "Message_organizationId_createdAt_id_idx" ON "Message"("organizationId", "createdAt" DESC, "id" DESC);
CREATE INDEX "Message_assetId_activity_createdAt_idx" ON "Message"("assetId", "activity", "createdAt" DESC);
CREATE INDEX "Message_runId_idx" ON "Message"("runId");
CREATE INDEX "Message_createdAt_idx" ON "Message"("createdAt");

ALTER TABLE "Attempt"
  DROP COLUMN "url",
  DROP COLUMN "requestHead",
  DROP COLUMN "requestBody",
  DROP COLUMN "responseHead",
  DROP COLUMN "responseBody",
  DROP COLUMN "failure",
  DROP COLUMN "checks",
  ADD COLUMN "isPassed" BOOLEAN NOT NULL,
  ADD COLUMN "failureCode" TEXT,
  ADD COLUMN "resultCode" TEXT,
  ADD COLUMN "requestBytes" INTEGER NOT NULL,
  ADD COLUMN "responseBytes" INTEGER,
  ADD COLUMN "sealed" TEXT NOT NULL,
  ADD COLUMN "maskedUrl" TEXT NOT NULL,
  ADD COLUMN "maskedRequestHead" JSONB NOT NULL,
  ADD COLUMN "maskedRequestText" TEXT,
  ADD COLUMN "maskedResponseHead" JSONB,
  ADD COLUMN "maskedResponseText" TEXT,
  ADD COLUMN "maskedFailure" JSONB,
  ADD COLUMN "maskedChecks" JSONB NOT NULL,
  ADD COLUMN "maskedExplanations" JSONB NOT NULL,
  ADD COLUMN "maskedRequestJson" JSONB,
  ADD COLUMN "maskedResponseJson" JSONB;

-- An exchange goes with its message when the message has been kept long enough.
ALTER TABLE "Attempt" DROP CONSTRAINT "Attempt_messageId_fkey";
ALTER TABLE "Attempt" ADD CONSTRAINT "Attempt_messageId_fkey"
  FOREIGN KEY ("messageId") REFERENCES "Message"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Message" ADD CONSTRAINT "Message_attemptCount_check" CHECK ("attemptCount" >= 1);
