-- Who works at a review, until when. One row a request: the database decides between two reviewers, by its own clock.
CREATE TABLE "ReviewClaim" (
    "submissionId" UUID NOT NULL,
    "reviewerId" UUID NOT NULL,
    "claimedAt" TIMESTAMPTZ(3) NOT NULL,
    "leaseUntil" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ReviewClaim_pkey" PRIMARY KEY ("submissionId")
);
ALTER TABLE "ReviewClaim" ADD CONSTRAINT "ReviewClaim_submissionId_fkey" FOREIGN KEY ("submissionId") REFERENCES "Submission"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A verdict can be replaced until the decision: by another row, never by a change.
ALTER TYPE "VerdictOutcome" ADD VALUE IF NOT EXISTS 'NEED_MORE';
ALTER TABLE "Verdict" ADD COLUMN "revision" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "Verdict" ALTER COLUMN "revision" DROP DEFAULT;
DROP INDEX "Verdict_appealId_findingId_round_key";
CREATE UNIQUE INDEX "Verdict_appealId_findingId_round_revision_key" ON "Verdict"("appealId", "findingId", "round", "revision");
CREATE INDEX "Verdict_findingId_idx" ON "Verdict"("findingId");
ALTER TABLE "ReviewDecision" ADD CONSTRAINT "ReviewDecision_decides" CHECK ("outcome"::text IN ('ACCEPTED', 'REJECTED'));

-- A decision is about the request as it was: after any other change of its status it has no effect. It says for which
-- later scans what was accepted counts; what took effect before was for the website.
ALTER TABLE "ReviewDecision" ADD COLUMN "submissionVersion" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "carryScope" "DecisionScope" NOT NULL DEFAULT 'WEBSITE',
  ADD COLUMN "carryDays" INTEGER NOT NULL DEFAULT 30;
ALTER TABLE "ReviewDecision" ALTER COLUMN "submissionVersion" DROP DEFAULT, ALTER COLUMN "carryScope" DROP DEFAULT,
  ALTER COLUMN "carryDays" DROP DEFAULT;

-- What became of a decision. Its key decides between the effect and undoing it. Append-only like the decision.
CREATE TYPE "DecisionEndKind" AS ENUM ('APPLIED', 'UNDONE', 'OVERTAKEN');
CREATE TABLE "DecisionEnd" (
    "decisionId" UUID NOT NULL,
    "kind" "DecisionEndKind" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DecisionEnd_pkey" PRIMARY KEY ("decisionId")
);
ALTER TABLE "DecisionEnd" ADD CONSTRAINT "DecisionEnd_decisionId_fkey" FOREIGN KEY ("decisionId") REFERENCES "ReviewDecision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
INSERT INTO "DecisionEnd" ("decisionId", "kind", "at") SELECT "id", 'APPLIED', "at" FROM "ReviewDecision";
CREATE TRIGGER "DecisionEnd_append_only" BEFORE UPDATE OR DELETE ON "DecisionEnd"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

-- Reasons that reviewers choose instead of typing them, in both languages. The verdict they are for is a text, because a
-- new value of an enumeration cannot be used in the transaction that adds it.
CREATE TABLE "CannedReason" (
    "id" UUID NOT NULL,
    "outcome" TEXT NOT NULL,
    "english" TEXT NOT NULL,
    "chinese" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CannedReason_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "CannedReason_outcome" CHECK ("outcome" IN ('ACCEPTED', 'REJECTED', 'NEED_MORE')),
    CONSTRAINT "CannedReason_given" CHECK (length(btrim("english")) > 0 AND length(btrim("chinese")) > 0)
);
INSERT INTO "CannedReason" ("id", "outcome", "english", "chinese", "createdAt") VALUES
  (gen_random_uuid(), 'ACCEPTED', 'The evidence shows that the input cannot reach the place that the finding names.', '证据表明该输入无法到达问题所指的位置。', '2026-11-30T13:10:00.001Z'),
  (gen_random_uuid(), 'ACCEPTED', 'The re-test shows that the flaw is gone.', '复测表明该缺陷已消除。', '2026-11-30T13:10:00.002Z'),
  (gen_random_uuid(), 'ACCEPTED', 'The risk is small, and other safeguards cover it until the stated end.', '风险较小，且在所述截止日期前已有其他防护措施。', '2026-11-30T13:10:00.003Z'),
  (gen_random_uuid(), 'REJECTED', 'The request and the response prove the flaw, and the explanation does not address them.', '请求和响应证明该缺陷存在，说明未针对它们作出解释。', '2026-11-30T13:10:00.004Z'),
  (gen_random_uuid(), 'REJECTED', 'The re-test shows that the flaw is still there.', '复测表明该缺陷仍然存在。', '2026-11-30T13:10:00.005Z'),
  (gen_random_uuid(), 'NEED_MORE', 'Attach the code or the configuration that stops this input.', '请附上阻止该输入的代码或配置。', '2026-11-30T13:10:00.006Z');
