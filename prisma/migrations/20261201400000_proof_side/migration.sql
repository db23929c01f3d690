-- Who attached a file: what a reviewer shows in the conversation is no proof of the seller's.
ALTER TABLE "Proof" ADD COLUMN "side" "CommentSide" NOT NULL DEFAULT 'SELLER';
UPDATE "Proof" p SET "side" = 'REVIEWER' WHERE EXISTS (
  SELECT FROM "Comment" c WHERE c."proofId" = p."id" AND c."side" = 'REVIEWER' AND c."authorId" = p."uploadedById");
ALTER TABLE "Proof" ALTER COLUMN "side" DROP DEFAULT;
