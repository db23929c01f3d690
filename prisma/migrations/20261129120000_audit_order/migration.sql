-- The order in which entries were written: those of one transaction have one instant, and their ids are random within it.
ALTER TABLE "AuditEntry" ADD COLUMN "sequence" SERIAL NOT NULL;
-- The website that an entry is about: it is shown on the timeline of each asset that uses the website.
ALTER TABLE "AuditEntry" ADD COLUMN "websiteId" UUID;
CREATE INDEX "AuditEntry_websiteId_at_idx" ON "AuditEntry"("websiteId", "at");
