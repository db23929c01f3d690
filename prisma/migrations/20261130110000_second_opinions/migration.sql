-- Reports of other scanners on a website, apart from our own findings; the same file is kept once.
CREATE TABLE "SecondOpinion" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "websiteId" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "tool" TEXT NOT NULL,
    "toolVersion" TEXT NOT NULL,
    "madeAt" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "counts" JSONB NOT NULL,
    "rows" JSONB NOT NULL,
    "importedById" UUID NOT NULL,
    "importedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SecondOpinion_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "SecondOpinion_source_check" CHECK ("source" IN ('WAPITI', 'ZAP', 'SARIF'))
);

CREATE UNIQUE INDEX "SecondOpinion_websiteId_sha256_key" ON "SecondOpinion"("websiteId", "sha256");

ALTER TABLE "SecondOpinion" ADD CONSTRAINT "SecondOpinion_websiteId_fkey" FOREIGN KEY ("websiteId") REFERENCES "Website"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
