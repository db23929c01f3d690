-- What the schedule and the recovery ask for, again and again, over all organizations: only the rows that are due.
CREATE INDEX "Scan_expiring" ON "Scan" ("completedAt")
  WHERE "status" = 'COMPLETE' AND "expiryNoticedAt" IS NULL;
CREATE INDEX "Scan_queued" ON "Scan" ("createdAt") WHERE "status" = 'QUEUED';
CREATE INDEX "ConnectionRun_queued" ON "ConnectionRun" ("createdAt") WHERE "status" = 'QUEUED';
CREATE INDEX "ConnectionRun_running" ON "ConnectionRun" ("heartbeatAt") WHERE "status" = 'RUNNING';
CREATE INDEX "MessageRestart_open" ON "MessageRestart" ("createdAt") WHERE "finishedAt" IS NULL;
CREATE INDEX "ConnectionAccessKey_ending" ON "ConnectionAccessKey" ("usableUntil") WHERE "usableUntil" IS NOT NULL;
