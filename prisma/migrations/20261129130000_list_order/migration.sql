-- The order of the lists, so that a page is read from the index instead of sorting all rows.
CREATE INDEX "Asset_recent" ON "Asset" ("organizationId", "updatedAt" DESC, "id") WHERE "deletedAt" IS NULL;
CREATE INDEX "Submission_organizationId_statusSince_id_idx" ON "Submission"("organizationId", "statusSince" DESC, "id" DESC);
-- What waits for a reviewer, of all organizations; it takes the place of an index over every status.
CREATE INDEX "Submission_reviewing" ON "Submission" ("deadlineAt", "id") WHERE "status" = 'REVIEWING';
DROP INDEX "Submission_status_deadlineAt_idx";
-- Of each website the newest scan that came to an end.
CREATE INDEX "Scan_ended" ON "Scan" ("websiteId", "completedAt" DESC) WHERE "status" IN ('COMPLETE', 'INCOMPLETE');
-- Those that a limit of an organization counts.
CREATE INDEX "Scan_unfinished" ON "Scan" ("organizationId") WHERE "status" IN ('QUEUED', 'RUNNING');
-- Few: counts leave their requests out.
CREATE INDEX "Asset_deleted" ON "Asset" ("organizationId", "id") WHERE "deletedAt" IS NOT NULL;
