CREATE TABLE "ScanCheckpoint" (
    "scanId" UUID NOT NULL,
    "sealed" TEXT NOT NULL,
    "requests" INTEGER NOT NULL,
    "elapsedMs" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ScanCheckpoint_pkey" PRIMARY KEY ("scanId")
);
ALTER TABLE "ScanCheckpoint" ADD CONSTRAINT "ScanCheckpoint_scanId_fkey" FOREIGN KEY ("scanId") REFERENCES "Scan"("id") ON DELETE CASCADE ON UPDATE CASCADE;
