-- What is frozen of a product at its release, and what may still be changed of it.
ALTER TABLE "Product" ADD COLUMN "note" TEXT NOT NULL DEFAULT '';
ALTER TABLE "Product" ADD COLUMN "encryptionAlgorithm" "EncryptionAlgorithm";
ALTER TABLE "Product" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;

-- Asset and submission of a product are of its organization, whatever wrote the row.
CREATE UNIQUE INDEX "Asset_organizationId_id_key" ON "Asset"("organizationId", "id");
CREATE UNIQUE INDEX "Submission_organizationId_id_key" ON "Submission"("organizationId", "id");
ALTER TABLE "Product" DROP CONSTRAINT "Product_assetId_fkey";
ALTER TABLE "Product" ADD CONSTRAINT "Product_organizationId_assetId_fkey" FOREIGN KEY ("organizationId", "assetId") REFERENCES "Asset"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Product" ADD CONSTRAINT "Product_organizationId_submissionId_fkey" FOREIGN KEY ("organizationId", "submissionId") REFERENCES "Submission"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "Product_organizationId_releasedAt_id_idx" ON "Product"("organizationId", "releasedAt" DESC, "id" DESC);
-- A name means one product on sale within an organization; two identical clicks make one product.
CREATE UNIQUE INDEX "Product_name_once_on_sale" ON "Product" ("organizationId", lower("name")) WHERE "withdrawnAt" IS NULL;

-- The scan that vouched for each website at the release.
CREATE TABLE "ProductScan" (
    "productId" UUID NOT NULL,
    "websiteId" UUID NOT NULL,
    "scanId" UUID NOT NULL,

    CONSTRAINT "ProductScan_pkey" PRIMARY KEY ("productId", "websiteId")
);
ALTER TABLE "ProductScan" ADD CONSTRAINT "ProductScan_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "ProductScan" ADD CONSTRAINT "ProductScan_websiteId_fkey" FOREIGN KEY ("websiteId") REFERENCES "Website"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "ProductScan" ADD CONSTRAINT "ProductScan_scanId_fkey" FOREIGN KEY ("scanId") REFERENCES "Scan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE TRIGGER "ProductScan_append_only" BEFORE UPDATE OR DELETE ON "ProductScan"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

CREATE TABLE "ProductTransition" (
    "id" UUID NOT NULL,
    "productId" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "event" TEXT NOT NULL,
    "actorId" UUID,
    "actorLabel" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ProductTransition_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "ProductTransition_productId_sequence_key" ON "ProductTransition"("productId", "sequence");
ALTER TABLE "ProductTransition" ADD CONSTRAINT "ProductTransition_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE TRIGGER "ProductTransition_append_only" BEFORE UPDATE OR DELETE ON "ProductTransition"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

-- What people were told of a product: one row from the flag until it is gone.
CREATE TABLE "ProductFlag" (
    "id" UUID NOT NULL,
    "productId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "subject" TEXT NOT NULL DEFAULT '',
    "raisedAt" TIMESTAMPTZ(3) NOT NULL,
    "clearedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ProductFlag_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "ProductFlag_productId_idx" ON "ProductFlag"("productId");
CREATE UNIQUE INDEX "ProductFlag_once_at_a_time" ON "ProductFlag" ("productId", "code", "subject") WHERE "clearedAt" IS NULL;
ALTER TABLE "ProductFlag" ADD CONSTRAINT "ProductFlag_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
