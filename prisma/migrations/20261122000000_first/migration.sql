-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "AssessmentConclusion" AS ENUM ('FALSE_POSITIVE', 'FIXED', 'RISK_ACCEPTED');

-- CreateEnum
CREATE TYPE "VerdictOutcome" AS ENUM ('ACCEPTED', 'REJECTED');

-- CreateEnum
CREATE TYPE "AssetCategory" AS ENUM ('SAAS');

-- CreateEnum
CREATE TYPE "ConnectionProtocol" AS ENUM ('V2', 'V1');

-- CreateEnum
CREATE TYPE "ProductKind" AS ENUM ('COMMON', 'JOINT_OPERATIONS');

-- CreateEnum
CREATE TYPE "BillingMode" AS ENUM ('YEARLY_MONTHLY', 'PAY_PER_USE', 'ONE_TIME');

-- CreateEnum
CREATE TYPE "EncryptionAlgorithm" AS ENUM ('AES256', 'AES128');

-- CreateEnum
CREATE TYPE "ConnectionRunStatus" AS ENUM ('QUEUED', 'RUNNING', 'FINISHED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "OrganizationRole" AS ENUM ('OWNER', 'EDITOR', 'VIEWER');

-- CreateEnum
CREATE TYPE "PlatformRole" AS ENUM ('REVIEWER', 'ADMINISTRATOR');

-- CreateEnum
CREATE TYPE "ScanStatus" AS ENUM ('QUEUED', 'RUNNING', 'COMPLETE', 'INCOMPLETE', 'CANCELLED');

-- CreateEnum
CREATE TYPE "ScanPurpose" AS ENUM ('SELF_CHECK', 'REVIEW');

-- CreateEnum
CREATE TYPE "FindingSeverity" AS ENUM ('HIGH', 'MEDIUM', 'LOW', 'HINT');

-- CreateEnum
CREATE TYPE "FindingGrade" AS ENUM ('CONFIRMED', 'LIKELY', 'INFO');

-- CreateEnum
CREATE TYPE "SubmissionStatus" AS ENUM ('DRAFT', 'SCANNING', 'APPROVED', 'REJECTED', 'REVIEWING');

-- CreateEnum
CREATE TYPE "LoginMode" AS ENUM ('NONE', 'PASSWORD', 'COOKIE');

-- CreateTable
CREATE TABLE "Appeal" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "submissionId" UUID NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "submittedById" UUID,
    "submittedAt" TIMESTAMPTZ(3),
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Appeal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Assessment" (
    "appealId" UUID NOT NULL,
    "findingId" UUID NOT NULL,
    "conclusion" "AssessmentConclusion" NOT NULL,
    "explanation" TEXT NOT NULL,
    "reference" TEXT NOT NULL DEFAULT '',
    "updatedById" UUID NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Assessment_pkey" PRIMARY KEY ("appealId","findingId")
);

-- CreateTable
CREATE TABLE "Proof" (
    "id" UUID NOT NULL,
    "appealId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "contentType" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "storageKey" TEXT NOT NULL,
    "uploadedById" UUID NOT NULL,
    "uploadedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Proof_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Verdict" (
    "id" UUID NOT NULL,
    "appealId" UUID NOT NULL,
    "findingId" UUID NOT NULL,
    "outcome" "VerdictOutcome" NOT NULL,
    "reason" TEXT NOT NULL,
    "reviewerId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Verdict_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Asset" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "category" "AssetCategory" NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "deletedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Asset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AssetWebsite" (
    "assetId" UUID NOT NULL,
    "websiteId" UUID NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AssetWebsite_pkey" PRIMARY KEY ("assetId","websiteId")
);

-- CreateTable
CREATE TABLE "Product" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "assetId" UUID NOT NULL,
    "submissionId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "releasedById" UUID NOT NULL,
    "releasedAt" TIMESTAMPTZ(3) NOT NULL,
    "withdrawnAt" TIMESTAMPTZ(3),

    CONSTRAINT "Product_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" UUID NOT NULL,
    "organizationId" UUID,
    "actorId" UUID,
    "actorLabel" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "subjectType" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "assetId" UUID,
    "before" JSONB,
    "after" JSONB,
    "requestId" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConnectionDeclaration" (
    "assetId" UUID NOT NULL,
    "protocol" "ConnectionProtocol" NOT NULL DEFAULT 'V2',
    "productKind" "ProductKind" NOT NULL DEFAULT 'COMMON',
    "billingModes" "BillingMode"[],
    "productionUrl" TEXT NOT NULL DEFAULT '',
    "accessKey" TEXT,
    "accessKeySetAt" TIMESTAMPTZ(3),
    "extensionParameters" JSONB NOT NULL DEFAULT '[]',
    "provisioningInfo" TEXT[],
    "encryptionAlgorithm" "EncryptionAlgorithm" NOT NULL DEFAULT 'AES256',
    "version" INTEGER NOT NULL DEFAULT 1,
    "updatedById" UUID NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ConnectionDeclaration_pkey" PRIMARY KEY ("assetId")
);

-- CreateTable
CREATE TABLE "ConnectionCase" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "assetId" UUID NOT NULL,
    "activity" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "request" JSONB NOT NULL,
    "isRequired" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "lastPassed" BOOLEAN,
    "lastRunAt" TIMESTAMPTZ(3),
    "lastRunDeclaration" INTEGER,
    "lastMessageId" UUID,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ConnectionCase_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConnectionRun" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "assetId" UUID NOT NULL,
    "status" "ConnectionRunStatus" NOT NULL,
    "declarationVersion" INTEGER NOT NULL,
    "items" JSONB NOT NULL,
    "requestedById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "heartbeatAt" TIMESTAMPTZ(3),
    "workerId" TEXT,

    CONSTRAINT "ConnectionRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Message" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "assetId" UUID NOT NULL,
    "runId" UUID,
    "activity" TEXT NOT NULL,
    "isPassed" BOOLEAN NOT NULL,
    "failureCode" TEXT,
    "resultCode" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Attempt" (
    "id" UUID NOT NULL,
    "messageId" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "method" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "requestHead" JSONB NOT NULL,
    "requestBody" BYTEA NOT NULL,
    "status" INTEGER,
    "responseHead" JSONB,
    "responseBody" BYTEA,
    "failure" JSONB,
    "timing" JSONB NOT NULL,
    "checks" JSONB NOT NULL,

    CONSTRAINT "Attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Notice" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "values" JSONB NOT NULL,
    "link" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "readAt" TIMESTAMPTZ(3),

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ScheduledRun" (
    "name" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),
    "outcome" JSONB,

    CONSTRAINT "ScheduledRun_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "Organization" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "passwordHash" TEXT,
    "platformRoles" "PlatformRole"[],
    "disabledAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Member" (
    "organizationId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "role" "OrganizationRole" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Member_pkey" PRIMARY KEY ("organizationId","userId")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "address" TEXT,
    "userAgent" TEXT,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Identity" (
    "provider" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Identity_pkey" PRIMARY KEY ("provider","subject")
);

-- CreateTable
CREATE TABLE "RateLimit" (
    "key" TEXT NOT NULL,
    "windowStartAt" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "RateLimit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Scan" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "websiteId" UUID NOT NULL,
    "submissionId" UUID,
    "purpose" "ScanPurpose" NOT NULL,
    "status" "ScanStatus" NOT NULL,
    "host" TEXT NOT NULL,
    "requestedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "startedAt" TIMESTAMPTZ(3),
    "completedAt" TIMESTAMPTZ(3),
    "cancelRequestedAt" TIMESTAMPTZ(3),
    "workerId" TEXT,
    "heartbeatAt" TIMESTAMPTZ(3),
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "plan" JSONB,
    "progress" JSONB,
    "progressSequence" INTEGER NOT NULL DEFAULT 0,
    "reasonCode" TEXT,
    "reasonData" JSONB,
    "result" JSONB,
    "engineVersion" TEXT,
    "expiryNoticedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Scan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Finding" (
    "id" UUID NOT NULL,
    "scanId" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "lookalikeKey" TEXT NOT NULL,
    "checkId" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    "titleKey" TEXT NOT NULL,
    "values" JSONB NOT NULL,
    "severity" "FindingSeverity" NOT NULL,
    "grade" "FindingGrade" NOT NULL,
    "cvssVector" TEXT NOT NULL,
    "cvssScore" DOUBLE PRECISION NOT NULL,
    "cwe" INTEGER NOT NULL,
    "method" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "parameterLocation" TEXT,
    "parameterName" TEXT,
    "sink" TEXT NOT NULL,
    "evidence" JSONB NOT NULL,
    "evidenceHash" TEXT NOT NULL,

    CONSTRAINT "Finding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Submission" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "assetId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "status" "SubmissionStatus" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "snapshot" JSONB,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "submittedById" UUID,
    "submittedAt" TIMESTAMPTZ(3),
    "statusSince" TIMESTAMPTZ(3) NOT NULL,
    "deadlineAt" TIMESTAMPTZ(3),
    "reasonCode" TEXT,
    "supersededAt" TIMESTAMPTZ(3),

    CONSTRAINT "Submission_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SubmissionTransition" (
    "id" UUID NOT NULL,
    "submissionId" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "event" TEXT NOT NULL,
    "from" "SubmissionStatus",
    "to" "SubmissionStatus" NOT NULL,
    "actorId" UUID,
    "actorLabel" TEXT NOT NULL,
    "reasonCode" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SubmissionTransition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Website" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "verifiedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "deletedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Website_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OwnershipChallenge" (
    "id" UUID NOT NULL,
    "websiteId" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "replacedAt" TIMESTAMPTZ(3),

    CONSTRAINT "OwnershipChallenge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OwnershipAttempt" (
    "id" UUID NOT NULL,
    "challengeId" UUID NOT NULL,
    "startedById" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "isVerified" BOOLEAN NOT NULL,
    "rungs" JSONB NOT NULL,

    CONSTRAINT "OwnershipAttempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HostClaim" (
    "id" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "websiteId" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "claimedAt" TIMESTAMPTZ(3) NOT NULL,
    "releasedAt" TIMESTAMPTZ(3),

    CONSTRAINT "HostClaim_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AgreementAcceptance" (
    "id" UUID NOT NULL,
    "websiteId" UUID NOT NULL,
    "agreementVersion" TEXT NOT NULL,
    "acceptedById" UUID NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AgreementAcceptance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LoginProfile" (
    "websiteId" UUID NOT NULL,
    "mode" "LoginMode" NOT NULL,
    "loginUrl" TEXT NOT NULL DEFAULT '',
    "verifyUrl" TEXT NOT NULL DEFAULT '',
    "username" TEXT NOT NULL DEFAULT '',
    "secrets" TEXT,
    "headerNames" TEXT[],
    "pathsToAvoid" TEXT[],
    "requestsPerSecond" INTEGER NOT NULL DEFAULT 5,
    "version" INTEGER NOT NULL DEFAULT 1,
    "lastTry" JSONB,
    "lastTryAt" TIMESTAMPTZ(3),
    "lastTryVersion" INTEGER,
    "updatedById" UUID NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LoginProfile_pkey" PRIMARY KEY ("websiteId")
);

-- CreateIndex
CREATE INDEX "Appeal_submissionId_idx" ON "Appeal"("submissionId");

-- CreateIndex
CREATE INDEX "Proof_appealId_idx" ON "Proof"("appealId");

-- CreateIndex
CREATE UNIQUE INDEX "Verdict_appealId_findingId_key" ON "Verdict"("appealId", "findingId");

-- CreateIndex
CREATE INDEX "Asset_organizationId_updatedAt_idx" ON "Asset"("organizationId", "updatedAt");

-- CreateIndex
CREATE INDEX "AssetWebsite_websiteId_idx" ON "AssetWebsite"("websiteId");

-- CreateIndex
CREATE INDEX "Product_assetId_idx" ON "Product"("assetId");

-- CreateIndex
CREATE INDEX "AuditEntry_organizationId_at_idx" ON "AuditEntry"("organizationId", "at");

-- CreateIndex
CREATE INDEX "AuditEntry_assetId_at_idx" ON "AuditEntry"("assetId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "ConnectionCase_assetId_activity_name_key" ON "ConnectionCase"("assetId", "activity", "name");

-- CreateIndex
CREATE INDEX "ConnectionRun_assetId_createdAt_idx" ON "ConnectionRun"("assetId", "createdAt");

-- CreateIndex
CREATE INDEX "Message_organizationId_createdAt_idx" ON "Message"("organizationId", "createdAt");

-- CreateIndex
CREATE INDEX "Message_assetId_createdAt_idx" ON "Message"("assetId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Attempt_messageId_sequence_key" ON "Attempt"("messageId", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "Notice_key_key" ON "Notice"("key");

-- CreateIndex
CREATE INDEX "Notice_organizationId_createdAt_idx" ON "Notice"("organizationId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE INDEX "Member_userId_idx" ON "Member"("userId");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE INDEX "Identity_userId_idx" ON "Identity"("userId");

-- CreateIndex
CREATE INDEX "Scan_websiteId_createdAt_idx" ON "Scan"("websiteId", "createdAt");

-- CreateIndex
CREATE INDEX "Scan_organizationId_createdAt_idx" ON "Scan"("organizationId", "createdAt");

-- CreateIndex
CREATE INDEX "Scan_submissionId_idx" ON "Scan"("submissionId");

-- CreateIndex
CREATE INDEX "Finding_organizationId_fingerprint_idx" ON "Finding"("organizationId", "fingerprint");

-- CreateIndex
CREATE UNIQUE INDEX "Finding_scanId_number_key" ON "Finding"("scanId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Finding_scanId_fingerprint_key" ON "Finding"("scanId", "fingerprint");

-- CreateIndex
CREATE INDEX "Submission_organizationId_status_statusSince_idx" ON "Submission"("organizationId", "status", "statusSince");

-- CreateIndex
CREATE INDEX "Submission_status_deadlineAt_idx" ON "Submission"("status", "deadlineAt");

-- CreateIndex
CREATE UNIQUE INDEX "Submission_assetId_number_key" ON "Submission"("assetId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "SubmissionTransition_submissionId_sequence_key" ON "SubmissionTransition"("submissionId", "sequence");

-- CreateIndex
CREATE INDEX "Website_organizationId_updatedAt_idx" ON "Website"("organizationId", "updatedAt");

-- CreateIndex
CREATE INDEX "OwnershipChallenge_websiteId_idx" ON "OwnershipChallenge"("websiteId");

-- CreateIndex
CREATE INDEX "OwnershipAttempt_challengeId_at_idx" ON "OwnershipAttempt"("challengeId", "at");

-- CreateIndex
CREATE INDEX "HostClaim_host_idx" ON "HostClaim"("host");

-- CreateIndex
CREATE UNIQUE INDEX "AgreementAcceptance_websiteId_agreementVersion_acceptedById_key" ON "AgreementAcceptance"("websiteId", "agreementVersion", "acceptedById");

-- AddForeignKey
ALTER TABLE "Appeal" ADD CONSTRAINT "Appeal_submissionId_fkey" FOREIGN KEY ("submissionId") REFERENCES "Submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assessment" ADD CONSTRAINT "Assessment_appealId_fkey" FOREIGN KEY ("appealId") REFERENCES "Appeal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assessment" ADD CONSTRAINT "Assessment_findingId_fkey" FOREIGN KEY ("findingId") REFERENCES "Finding"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Proof" ADD CONSTRAINT "Proof_appealId_fkey" FOREIGN KEY ("appealId") REFERENCES "Appeal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Verdict" ADD CONSTRAINT "Verdict_appealId_fkey" FOREIGN KEY ("appealId") REFERENCES "Appeal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Verdict" ADD CONSTRAINT "Verdict_findingId_fkey" FOREIGN KEY ("findingId") REFERENCES "Finding"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Asset" ADD CONSTRAINT "Asset_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AssetWebsite" ADD CONSTRAINT "AssetWebsite_assetId_fkey" FOREIGN KEY ("assetId") REFERENCES "Asset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AssetWebsite" ADD CONSTRAINT "AssetWebsite_websiteId_fkey" FOREIGN KEY ("websiteId") REFERENCES "Website"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Product" ADD CONSTRAINT "Product_assetId_fkey" FOREIGN KEY ("assetId") REFERENCES "Asset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConnectionDeclaration" ADD CONSTRAINT "ConnectionDeclaration_assetId_fkey" FOREIGN KEY ("assetId") REFERENCES "Asset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConnectionCase" ADD CONSTRAINT "ConnectionCase_assetId_fkey" FOREIGN KEY ("assetId") REFERENCES "Asset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConnectionRun" ADD CONSTRAINT "ConnectionRun_assetId_fkey" FOREIGN KEY ("assetId") REFERENCES "Asset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Message" ADD CONSTRAINT "Message_runId_fkey" FOREIGN KEY ("runId") REFERENCES "ConnectionRun"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attempt" ADD CONSTRAINT "Attempt_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Member" ADD CONSTRAINT "Member_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Member" ADD CONSTRAINT "Member_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Identity" ADD CONSTRAINT "Identity_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Scan" ADD CONSTRAINT "Scan_websiteId_fkey" FOREIGN KEY ("websiteId") REFERENCES "Website"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Finding" ADD CONSTRAINT "Finding_scanId_fkey" FOREIGN KEY ("scanId") REFERENCES "Scan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Submission" ADD CONSTRAINT "Submission_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Submission" ADD CONSTRAINT "Submission_assetId_fkey" FOREIGN KEY ("assetId") REFERENCES "Asset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SubmissionTransition" ADD CONSTRAINT "SubmissionTransition_submissionId_fkey" FOREIGN KEY ("submissionId") REFERENCES "Submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Website" ADD CONSTRAINT "Website_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OwnershipChallenge" ADD CONSTRAINT "OwnershipChallenge_websiteId_fkey" FOREIGN KEY ("websiteId") REFERENCES "Website"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OwnershipAttempt" ADD CONSTRAINT "OwnershipAttempt_challengeId_fkey" FOREIGN KEY ("challengeId") REFERENCES "OwnershipChallenge"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HostClaim" ADD CONSTRAINT "HostClaim_websiteId_fkey" FOREIGN KEY ("websiteId") REFERENCES "Website"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgreementAcceptance" ADD CONSTRAINT "AgreementAcceptance_websiteId_fkey" FOREIGN KEY ("websiteId") REFERENCES "Website"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LoginProfile" ADD CONSTRAINT "LoginProfile_websiteId_fkey" FOREIGN KEY ("websiteId") REFERENCES "Website"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- Rules that hold even if code is wrong.

ALTER TABLE "User" ADD CONSTRAINT "User_email_lower_case" CHECK ("email" = lower("email"));
ALTER TABLE "RateLimit" ADD CONSTRAINT "RateLimit_count_positive" CHECK ("count" > 0);

-- An asset has at most one submission that somebody is still working on, and one approved one that is on sale.
CREATE UNIQUE INDEX "Submission_one_open_per_asset" ON "Submission" ("assetId")
  WHERE "status" IN ('DRAFT', 'SCANNING', 'REVIEWING');
CREATE UNIQUE INDEX "Submission_one_approved_per_asset" ON "Submission" ("assetId")
  WHERE "status" = 'APPROVED' AND "supersededAt" IS NULL;
ALTER TABLE "Submission" ADD CONSTRAINT "Submission_sent_has_snapshot"
  CHECK ("status" = 'DRAFT' OR ("snapshot" IS NOT NULL AND "submittedAt" IS NOT NULL));
ALTER TABLE "Submission" ADD CONSTRAINT "Submission_reviewing_has_deadline"
  CHECK ("status" <> 'REVIEWING' OR "deadlineAt" IS NOT NULL);
ALTER TABLE "SubmissionTransition" ADD CONSTRAINT "SubmissionTransition_sequence_positive" CHECK ("sequence" > 0);

-- A host is claimed by one website at a time, in whichever organization.
CREATE UNIQUE INDEX "HostClaim_one_active_per_host" ON "HostClaim" ("host") WHERE "releasedAt" IS NULL;
CREATE UNIQUE INDEX "Website_host_once_per_organization" ON "Website" ("organizationId", "host") WHERE "deletedAt" IS NULL;
CREATE UNIQUE INDEX "OwnershipChallenge_one_current_per_website" ON "OwnershipChallenge" ("websiteId")
  WHERE "replacedAt" IS NULL;
ALTER TABLE "LoginProfile" ADD CONSTRAINT "LoginProfile_pace" CHECK ("requestsPerSecond" BETWEEN 1 AND 20);

-- One scan at a time on a website, and on a host whoever's it is.
CREATE UNIQUE INDEX "Scan_one_unfinished_per_website" ON "Scan" ("websiteId") WHERE "status" IN ('QUEUED', 'RUNNING');
CREATE UNIQUE INDEX "Scan_one_running_per_host" ON "Scan" ("host") WHERE "status" = 'RUNNING';
ALTER TABLE "Scan" ADD CONSTRAINT "Scan_ended_has_end"
  CHECK (("status" IN ('QUEUED', 'RUNNING')) = ("completedAt" IS NULL));
ALTER TABLE "Scan" ADD CONSTRAINT "Scan_incomplete_has_reason"
  CHECK ("status" <> 'INCOMPLETE' OR "reasonCode" IS NOT NULL);

CREATE UNIQUE INDEX "ConnectionRun_one_unfinished_per_asset" ON "ConnectionRun" ("assetId")
  WHERE "status" IN ('QUEUED', 'RUNNING');
CREATE UNIQUE INDEX "Appeal_one_open_per_submission" ON "Appeal" ("submissionId") WHERE "decidedAt" IS NULL;
ALTER TABLE "Verdict" ADD CONSTRAINT "Verdict_reason_given" CHECK (length(btrim("reason")) > 0);

-- Append-only tables refuse every change.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END
$$;
CREATE TRIGGER "AuditEntry_append_only" BEFORE UPDATE OR DELETE ON "AuditEntry"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "SubmissionTransition_append_only" BEFORE UPDATE OR DELETE ON "SubmissionTransition"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "Verdict_append_only" BEFORE UPDATE OR DELETE ON "Verdict"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

-- A name means one asset within an organization; two identical clicks make one asset.
CREATE UNIQUE INDEX "Asset_name_once_per_organization" ON "Asset" ("organizationId", lower("name")) WHERE "deletedAt" IS NULL;

-- An appeal that was withdrawn and submitted again is judged anew: one verdict a finding and round.
ALTER TABLE "Appeal" ADD COLUMN "round" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Assessment" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "Verdict" ADD COLUMN "round" INTEGER NOT NULL;
DROP INDEX "Verdict_appealId_findingId_key";
CREATE UNIQUE INDEX "Verdict_appealId_findingId_round_key" ON "Verdict"("appealId", "findingId", "round");

-- How a review ended; append-only like the verdicts.
CREATE TABLE "ReviewDecision" (
    "id" UUID NOT NULL,
    "submissionId" UUID NOT NULL,
    "appealId" UUID,
    "outcome" "VerdictOutcome" NOT NULL,
    "reason" TEXT NOT NULL,
    "reviewerId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ReviewDecision_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "ReviewDecision_submissionId_at_idx" ON "ReviewDecision"("submissionId", "at");
ALTER TABLE "ReviewDecision" ADD CONSTRAINT "ReviewDecision_submissionId_fkey" FOREIGN KEY ("submissionId") REFERENCES "Submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "ReviewDecision" ADD CONSTRAINT "ReviewDecision_appealId_fkey" FOREIGN KEY ("appealId") REFERENCES "Appeal"("id") ON DELETE SET NULL ON UPDATE CASCADE;
CREATE TRIGGER "ReviewDecision_append_only" BEFORE UPDATE OR DELETE ON "ReviewDecision"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
