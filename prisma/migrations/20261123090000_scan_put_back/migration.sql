ALTER TABLE "Scan" ADD COLUMN "sealedPutBack" TEXT;
