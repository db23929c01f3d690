-- Whoever belongs to several organizations chooses for each how they hear of it.
CREATE TABLE "MemberNoticePreference" (
    "organizationId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "mode" "NoticeMode" NOT NULL,

    CONSTRAINT "MemberNoticePreference_pkey" PRIMARY KEY ("organizationId","userId","subject")
);

ALTER TABLE "MemberNoticePreference" ADD CONSTRAINT "MemberNoticePreference_organizationId_userId_fkey"
    FOREIGN KEY ("organizationId", "userId") REFERENCES "Member"("organizationId", "userId")
    ON DELETE CASCADE ON UPDATE CASCADE;

-- What was chosen so far counts for every organization of the person.
INSERT INTO "MemberNoticePreference" ("organizationId", "userId", "subject", "mode")
SELECT m."organizationId", p."userId", p."subject", p."mode"
FROM "NoticePreference" p JOIN "Member" m ON m."userId" = p."userId"
WHERE p."subject" <> 'desk';

-- As reviewers, people are told of these alone.
DELETE FROM "NoticePreference" WHERE "subject" NOT IN ('desk', 'mentions');
