-- Audit entries get a position in one chain, and a seal over themselves and the seal before.
ALTER TABLE "AuditEntry" ADD COLUMN "position" INTEGER, ADD COLUMN "seal" BYTEA;
CREATE UNIQUE INDEX "AuditEntry_position_key" ON "AuditEntry"("position");
CREATE INDEX "AuditEntry_organizationId_sequence_idx" ON "AuditEntry"("organizationId", "sequence");
CREATE INDEX "AuditEntry_unsealed_idx" ON "AuditEntry"("sequence") WHERE "seal" IS NULL;
CREATE UNIQUE INDEX "AuditEntry_sequence_key" ON "AuditEntry"("sequence");
ALTER TABLE "AuditEntry" ADD CONSTRAINT "AuditEntry_sealed_at_a_position"
  CHECK (("position" IS NULL) = ("seal" IS NULL));

-- Append-only as before, but for the seal, once.
CREATE FUNCTION "refuse_change_but_seal"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD."seal" IS NULL
    AND to_jsonb(NEW) - 'seal' - 'position' = to_jsonb(OLD) - 'seal' - 'position' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END
$$;
DROP TRIGGER "AuditEntry_append_only" ON "AuditEntry";
CREATE TRIGGER "AuditEntry_append_only" BEFORE UPDATE OR DELETE ON "AuditEntry"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change_but_seal"();
