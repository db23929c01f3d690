-- What the seller submitted, round by round: reviewers read this, never what is being written.
CREATE TABLE "SubmittedAssessment" (
    "appealId" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "findingId" UUID NOT NULL,
    "conclusion" "AssessmentConclusion" NOT NULL,
    "explanation" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "reasonCode" TEXT,
    "endsOn" DATE,
    "version" INTEGER NOT NULL,
    "updatedById" UUID NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SubmittedAssessment_pkey" PRIMARY KEY ("appealId", "round", "findingId")
);
ALTER TABLE "SubmittedAssessment" ADD CONSTRAINT "SubmittedAssessment_appealId_fkey" FOREIGN KEY ("appealId") REFERENCES "Appeal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "SubmittedAssessment" ADD CONSTRAINT "SubmittedAssessment_findingId_fkey" FOREIGN KEY ("findingId") REFERENCES "Finding"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "SubmittedProof" (
    "appealId" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "proofId" UUID NOT NULL,

    CONSTRAINT "SubmittedProof_pkey" PRIMARY KEY ("appealId", "round", "proofId")
);
CREATE INDEX "SubmittedProof_proofId_idx" ON "SubmittedProof"("proofId");
ALTER TABLE "SubmittedProof" ADD CONSTRAINT "SubmittedProof_appealId_fkey" FOREIGN KEY ("appealId") REFERENCES "Appeal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "SubmittedProof" ADD CONSTRAINT "SubmittedProof_proofId_fkey" FOREIGN KEY ("proofId") REFERENCES "Proof"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- When the seller took back a file that was submitted: its row stays, for those who judged it.
ALTER TABLE "Proof" ADD COLUMN "removedAt" TIMESTAMPTZ(3);

-- Appeals under review and decided ones are as they were submitted. What a withdrawn appeal said is not known.
INSERT INTO "SubmittedAssessment" ("appealId", "round", "findingId", "conclusion", "explanation", "reference",
    "reasonCode", "endsOn", "version", "updatedById", "updatedAt")
  SELECT a."appealId", p."round", a."findingId", a."conclusion", a."explanation", a."reference",
    a."reasonCode", a."endsOn", a."version", a."updatedById", a."updatedAt"
  FROM "Assessment" a JOIN "Appeal" p ON p."id" = a."appealId" JOIN "Submission" s ON s."id" = p."submissionId"
  WHERE p."round" > 0 AND (p."decidedAt" IS NOT NULL OR s."status" = 'REVIEWING');
INSERT INTO "SubmittedProof" ("appealId", "round", "proofId")
  SELECT f."appealId", p."round", f."id"
  FROM "Proof" f JOIN "Appeal" p ON p."id" = f."appealId" JOIN "Submission" s ON s."id" = p."submissionId"
  WHERE f."side" = 'SELLER' AND p."round" > 0 AND (p."decidedAt" IS NOT NULL OR s."status" = 'REVIEWING');

CREATE TRIGGER "SubmittedAssessment_append_only" BEFORE UPDATE OR DELETE ON "SubmittedAssessment"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "SubmittedProof_append_only" BEFORE UPDATE OR DELETE ON "SubmittedProof"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
