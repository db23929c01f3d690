-- When Preflight scans a website again by itself; without a row, it does not.
CREATE TABLE "RescanSetting" (
    "websiteId" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "daysBefore" INTEGER NOT NULL,
    "hour" INTEGER NOT NULL,
    "zone" TEXT NOT NULL,
    "savedById" UUID NOT NULL,
    "savedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RescanSetting_pkey" PRIMARY KEY ("websiteId"),
    CONSTRAINT "RescanSetting_hour_check" CHECK ("hour" BETWEEN 0 AND 23)
);

ALTER TABLE "RescanSetting" ADD CONSTRAINT "RescanSetting_websiteId_fkey" FOREIGN KEY ("websiteId") REFERENCES "Website"("id") ON DELETE CASCADE ON UPDATE CASCADE;
