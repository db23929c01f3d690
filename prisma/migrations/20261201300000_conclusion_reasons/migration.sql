-- Why a conclusion is what it is, as a code; and the last day of an accepted risk, in China's time.
ALTER TABLE "Assessment" ADD COLUMN "reasonCode" TEXT, ADD COLUMN "endsOn" DATE;
ALTER TABLE "Assessment" ADD CONSTRAINT "Assessment_end_check" CHECK ("endsOn" IS NULL OR "conclusion" = 'RISK_ACCEPTED');
ALTER TABLE "CarriedDecision" ADD COLUMN "reasonCode" TEXT;

-- A request and its response that the seller gives as proof belong to one finding.
ALTER TABLE "Proof" ADD COLUMN "findingId" UUID;
ALTER TABLE "Proof" ADD CONSTRAINT "Proof_findingId_fkey" FOREIGN KEY ("findingId") REFERENCES "Finding"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Proof" ADD CONSTRAINT "Proof_finding_check" CHECK (("kind" = 'EXCHANGE') = ("findingId" IS NOT NULL));
