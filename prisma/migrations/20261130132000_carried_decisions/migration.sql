-- The version of the check that made a finding: a decision holds while it is the same. Null where the scan did not keep it.
ALTER TABLE "Finding" ADD COLUMN "checkVersion" INTEGER;
UPDATE "Finding" f SET "checkVersion" = (entry->>'version')::int
FROM "Scan" s, jsonb_array_elements(
  CASE jsonb_typeof(s."result"->'checkVersions') WHEN 'array' THEN s."result"->'checkVersions' ELSE '[]' END
) entry
WHERE s."id" = f."scanId" AND entry->>'id' = f."checkId";

CREATE TYPE "DecisionScope" AS ENUM ('WEBSITE', 'ASSET', 'ORGANIZATION');

-- What a reviewer accepted, for later scans that find the same.
CREATE TABLE "CarriedDecision" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "websiteId" UUID NOT NULL,
    "assetId" UUID NOT NULL,
    "findingId" UUID NOT NULL,
    "scope" "DecisionScope" NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "lookalikeKey" TEXT NOT NULL,
    "evidenceHash" TEXT NOT NULL,
    "checkId" TEXT NOT NULL,
    "checkVersion" INTEGER,
    "conclusion" "AssessmentConclusion" NOT NULL,
    "explanation" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "decidedById" UUID NOT NULL,
    "decidedAt" TIMESTAMPTZ(3) NOT NULL,
    "validUntil" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "revokedById" UUID,
    "revokeReason" TEXT,

    CONSTRAINT "CarriedDecision_pkey" PRIMARY KEY ("id"),
    -- What was fixed and is found again is not fixed.
    CONSTRAINT "CarriedDecision_conclusion_check" CHECK ("conclusion" <> 'FIXED'),
    CONSTRAINT "CarriedDecision_end_check" CHECK ("validUntil" > "decidedAt"),
    CONSTRAINT "CarriedDecision_revoked_check"
      CHECK (("revokedAt" IS NULL) = ("revokedById" IS NULL) AND ("revokedAt" IS NULL) = ("revokeReason" IS NULL))
);

CREATE INDEX "CarriedDecision_organizationId_fingerprint_idx" ON "CarriedDecision"("organizationId", "fingerprint");
CREATE INDEX "CarriedDecision_organizationId_lookalikeKey_idx" ON "CarriedDecision"("organizationId", "lookalikeKey");
CREATE INDEX "CarriedDecision_decidedAt_idx" ON "CarriedDecision"("decidedAt");

ALTER TABLE "CarriedDecision" ADD CONSTRAINT "CarriedDecision_findingId_fkey" FOREIGN KEY ("findingId") REFERENCES "Finding"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A decision is revoked once and changes in no other way.
CREATE FUNCTION "refuse_change_but_revocation"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD."revokedAt" IS NULL
    AND to_jsonb(NEW) - '{revokedAt,revokedById,revokeReason}'::text[]
      = to_jsonb(OLD) - '{revokedAt,revokedById,revokeReason}'::text[]
  THEN RETURN NEW; END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END
$$;
CREATE TRIGGER "CarriedDecision_append_only" BEFORE UPDATE OR DELETE ON "CarriedDecision"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change_but_revocation"();
