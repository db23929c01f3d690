-- While a reviewer waits for the seller, the clock of the review is paused.
ALTER TABLE "Submission" ADD COLUMN "pausedAt" TIMESTAMPTZ(3);
ALTER TABLE "Submission" ADD CONSTRAINT "Submission_paused_has_deadline"
  CHECK ("pausedAt" IS NULL OR "deadlineAt" IS NOT NULL);

CREATE TYPE "CommentSide" AS ENUM ('SELLER', 'REVIEWER');
CREATE TYPE "CommentKind" AS ENUM ('QUESTION', 'REPLY', 'PLAIN');

-- What seller and reviewer write about a request, or about one finding of it.
CREATE TABLE "Comment" (
    "id" UUID NOT NULL,
    "submissionId" UUID NOT NULL,
    "findingId" UUID,
    "side" "CommentSide" NOT NULL,
    "kind" "CommentKind" NOT NULL,
    "authorId" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "otherText" TEXT NOT NULL DEFAULT '',
    "mentionedIds" UUID[] NOT NULL DEFAULT ARRAY[]::UUID[],
    "proofId" UUID,
    "sequence" SERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Comment_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Comment_says_something" CHECK (length(btrim("text")) > 0),
    CONSTRAINT "Comment_sides" CHECK (
      ("kind" <> 'QUESTION' OR "side" = 'REVIEWER') AND ("kind" <> 'REPLY' OR "side" = 'SELLER'))
);
CREATE INDEX "Comment_submissionId_sequence_idx" ON "Comment"("submissionId", "sequence");
CREATE INDEX "Comment_proofId_idx" ON "Comment"("proofId");
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_submissionId_fkey" FOREIGN KEY ("submissionId") REFERENCES "Submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_findingId_fkey" FOREIGN KEY ("findingId") REFERENCES "Finding"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_proofId_fkey" FOREIGN KEY ("proofId") REFERENCES "Proof"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE TRIGGER "Comment_append_only" BEFORE UPDATE OR DELETE ON "Comment"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
