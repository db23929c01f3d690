-- When a member first worked in the organization. Whoever has signed in by now has been there.
ALTER TABLE "Member" ADD COLUMN "joinedAt" TIMESTAMPTZ(3);
UPDATE "Member" m SET "joinedAt" = m."createdAt"
  WHERE EXISTS (SELECT 1 FROM "Session" s WHERE s."userId" = m."userId");
