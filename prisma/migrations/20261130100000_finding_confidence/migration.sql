-- One word for how sure a finding is; "grade" is the word of the adversarial suite.
ALTER TYPE "FindingGrade" RENAME TO "FindingConfidence";
ALTER TABLE "Finding" RENAME COLUMN "grade" TO "confidence";
