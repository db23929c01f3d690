CREATE TYPE "ConnectionRunKind" AS ENUM ('MANUAL', 'PROBE');

ALTER TABLE "ConnectionRun"
  ADD COLUMN "kind" "ConnectionRunKind" NOT NULL DEFAULT 'MANUAL',
  ADD COLUMN "sections" TEXT[] NOT NULL DEFAULT ARRAY['cases']::TEXT[],
  ADD COLUMN "parallelism" INTEGER NOT NULL DEFAULT 2,
  ADD COLUMN "isTestFlagged" BOOLEAN NOT NULL DEFAULT true,
  ADD COLUMN "runningKeys" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
  ADD COLUMN "instances" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "isDiagnosed" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "cancelRequestedAt" TIMESTAMPTZ(3),
  ADD COLUMN "attempt" INTEGER NOT NULL DEFAULT 0,
  ALTER COLUMN "requestedById" DROP NOT NULL;

ALTER TABLE "ConnectionRun" ADD CONSTRAINT "ConnectionRun_parallelism" CHECK ("parallelism" BETWEEN 1 AND 8);
-- Whoever asked for a run is known, and nobody asked for a probe.
ALTER TABLE "ConnectionRun" ADD CONSTRAINT "ConnectionRun_manual_has_requester"
  CHECK (("kind" = 'PROBE') = ("requestedById" IS NULL));
ALTER TABLE "ConnectionRun" ADD CONSTRAINT "ConnectionRun_ended_has_end"
  CHECK (("status" IN ('QUEUED', 'RUNNING')) = ("finishedAt" IS NULL));

-- Runs made so far called one case after another, each at most once. Their items become what the runs of now are made
-- of, so that one shape is read everywhere; one that is still under way goes on as it would have.
UPDATE "ConnectionRun" SET "items" = COALESCE(
  (SELECT jsonb_agg(
     (item - 'messageId') || jsonb_build_object(
       'key', 'cases/' || (item ->> 'activity'),
       'section', 'cases',
       'caseName', '',
       'messageIds',
         CASE WHEN item ->> 'messageId' IS NULL THEN '[]'::jsonb ELSE jsonb_build_array(item -> 'messageId') END,
       'finding', NULL,
       'explanations', '[]'::jsonb)
     ORDER BY place)
   FROM jsonb_array_elements("items") WITH ORDINALITY AS old(item, place)),
  '[]'::jsonb);
