-- What was judged of a submission, as signed archives in storage.
CREATE TABLE "Passport" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "submissionId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "sequence" INTEGER NOT NULL,
    "event" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "madeAt" TIMESTAMPTZ(3) NOT NULL,
    "storageKey" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "keyFingerprint" TEXT NOT NULL,

    CONSTRAINT "Passport_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "Passport_submissionId_version_key" ON "Passport"("submissionId", "version");
CREATE UNIQUE INDEX "Passport_submissionId_sequence_key" ON "Passport"("submissionId", "sequence");
CREATE INDEX "Passport_storageKey_idx" ON "Passport"("storageKey");

ALTER TABLE "Passport" ADD CONSTRAINT "Passport_submissionId_fkey" FOREIGN KEY ("submissionId") REFERENCES "Submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER "Passport_append_only" BEFORE UPDATE OR DELETE ON "Passport"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

CREATE TABLE "PassportKey" (
    "id" UUID NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "publicKey" TEXT NOT NULL,
    "sealedPrivateKey" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "retiredAt" TIMESTAMPTZ(3),

    CONSTRAINT "PassportKey_pkey" PRIMARY KEY ("id"),
    -- A retired key can sign nothing any more.
    CONSTRAINT "PassportKey_retired_check" CHECK (("retiredAt" IS NULL) = ("sealedPrivateKey" IS NOT NULL))
);

CREATE UNIQUE INDEX "PassportKey_fingerprint_key" ON "PassportKey"("fingerprint");
-- One key signs at a time.
CREATE UNIQUE INDEX "PassportKey_one_current" ON "PassportKey" ((true)) WHERE "retiredAt" IS NULL;

-- The room of an organization for files is counted over its appeals.
CREATE INDEX "Appeal_organizationId_idx" ON "Appeal"("organizationId");
