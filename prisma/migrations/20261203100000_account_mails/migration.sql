-- A link that somebody asked for at the sign-in page does not replace one that was handed to them.
CREATE TYPE "LinkPurpose" AS ENUM ('HANDED', 'RESET');
ALTER TABLE "PasswordLink" ADD COLUMN "purpose" "LinkPurpose" NOT NULL DEFAULT 'HANDED';
ALTER TABLE "PasswordLink" ALTER COLUMN "purpose" DROP DEFAULT;
ALTER TABLE "PasswordLink" DROP CONSTRAINT "PasswordLink_pkey";
ALTER TABLE "PasswordLink" ADD CONSTRAINT "PasswordLink_pkey" PRIMARY KEY ("userId", "purpose");

-- Mails with links that are made when they are sent: no token waits in a queue.
CREATE TYPE "AccountMailKind" AS ENUM ('RESET', 'INVITATION');
CREATE TABLE "AccountMail" (
    "id" UUID NOT NULL,
    "kind" "AccountMailKind" NOT NULL,
    "email" TEXT,
    "organizationId" UUID,
    "userId" UUID,
    "language" TEXT,
    "status" "MailStatus" NOT NULL DEFAULT 'QUEUED',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMPTZ(3),
    "problem" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "AccountMail_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "AccountMail_to" CHECK (CASE "kind"
      WHEN 'RESET' THEN "email" IS NOT NULL AND "organizationId" IS NULL AND "userId" IS NULL
      ELSE "email" IS NULL AND "organizationId" IS NOT NULL AND "userId" IS NOT NULL END)
);
CREATE UNIQUE INDEX "AccountMail_organizationId_userId_key" ON "AccountMail"("organizationId", "userId");
CREATE INDEX "AccountMail_queued" ON "AccountMail"("nextAttemptAt") WHERE "status" = 'QUEUED';
ALTER TABLE "AccountMail" ADD CONSTRAINT "AccountMail_organizationId_userId_fkey" FOREIGN KEY ("organizationId", "userId")
  REFERENCES "Member"("organizationId", "userId") ON DELETE CASCADE ON UPDATE CASCADE;
