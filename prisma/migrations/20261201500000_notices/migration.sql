-- Nothing ever wrote this table: what happened and who is told of it are two tables now.
DROP TABLE "Notice";

CREATE TYPE "NoticeSide" AS ENUM ('SELLER', 'REVIEWER', 'PERSON');
CREATE TYPE "NoticeMode" AS ENUM ('NOW', 'DIGEST', 'OFF');
CREATE TYPE "NoticeMailing" AS ENUM ('WAITING', 'NONE', 'DIGEST', 'MAILED');
CREATE TYPE "MailStatus" AS ENUM ('QUEUED', 'SENT', 'FAILED', 'DROPPED');

CREATE TABLE "NoticeEvent" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "organizationId" UUID,
    "kind" TEXT NOT NULL,
    "values" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "escalateAt" TIMESTAMPTZ(3),
    "handedOnAt" TIMESTAMPTZ(3),

    CONSTRAINT "NoticeEvent_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "NoticePreference" (
    "userId" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "mode" "NoticeMode" NOT NULL,

    CONSTRAINT "NoticePreference_pkey" PRIMARY KEY ("userId","subject")
);

CREATE TABLE "NoticeReader" (
    "userId" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "zone" TEXT NOT NULL,

    CONSTRAINT "NoticeReader_pkey" PRIMARY KEY ("userId")
);

CREATE TABLE "NoticeMail" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "isDigest" BOOLEAN NOT NULL,
    "status" "MailStatus" NOT NULL DEFAULT 'QUEUED',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMPTZ(3),
    "problem" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "NoticeMail_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "Notice" (
    "eventId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "side" "NoticeSide" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "readAt" TIMESTAMPTZ(3),
    "mailing" "NoticeMailing" NOT NULL DEFAULT 'WAITING',
    "mailId" UUID,

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("eventId","userId")
);

CREATE UNIQUE INDEX "NoticeEvent_key_key" ON "NoticeEvent"("key");
CREATE UNIQUE INDEX "NoticeMail_key_key" ON "NoticeMail"("key");
CREATE INDEX "Notice_userId_at_idx" ON "Notice"("userId", "at" DESC);
CREATE INDEX "Notice_mailId_idx" ON "Notice"("mailId");
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "NoticeEvent"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_mailId_fkey" FOREIGN KEY ("mailId") REFERENCES "NoticeMail"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What is asked for again and again is a small part of these tables, however old they are.
CREATE INDEX "Notice_unread" ON "Notice"("userId") WHERE "readAt" IS NULL;
CREATE INDEX "Notice_waiting" ON "Notice"("at") WHERE "mailing" = 'WAITING';
CREATE INDEX "Notice_for_digest" ON "Notice"("userId") WHERE "mailing" = 'DIGEST';
CREATE INDEX "NoticeEvent_not_handed_on" ON "NoticeEvent"("at") WHERE "handedOnAt" IS NULL;
CREATE INDEX "NoticeEvent_escalates" ON "NoticeEvent"("escalateAt") WHERE "escalateAt" IS NOT NULL;
CREATE INDEX "NoticeMail_queued" ON "NoticeMail"("nextAttemptAt") WHERE "status" = 'QUEUED';
