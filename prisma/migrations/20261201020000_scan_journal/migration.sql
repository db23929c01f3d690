ALTER TABLE "ScanCheckpoint" ALTER COLUMN "sealed" DROP NOT NULL;
ALTER TABLE "ScanCheckpoint" ADD COLUMN "sealedJournal" TEXT;
