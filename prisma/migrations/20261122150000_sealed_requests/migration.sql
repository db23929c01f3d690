-- Requests were kept in clear until now. What is secret in them cannot be sealed afterwards without a key that no
-- migration holds: they are removed, and cases begin again from the sample. Results stay.
ALTER TABLE "ConnectionCase" DROP COLUMN "request", ADD COLUMN "sealedRequest" TEXT;

ALTER TABLE "ConnectionRun" ADD COLUMN "sealedRequests" TEXT;

-- A run that was asked for with a request of its own cannot be made without it.
UPDATE "ConnectionRun"
SET "status" = 'CANCELLED', "finishedAt" = now(), "runningKeys" = ARRAY[]::TEXT[],
  "items" = (SELECT jsonb_agg(
      CASE WHEN item ->> 'state' IN ('WAITING', 'RUNNING')
        THEN item || '{"state": "NOT_RUN", "reason": "CANCELLED"}'::jsonb ELSE item END ORDER BY place)
    FROM jsonb_array_elements("items") WITH ORDINALITY AS known(item, place))
WHERE "status" IN ('QUEUED', 'RUNNING') AND jsonb_path_exists("items", '$[*].request');

UPDATE "ConnectionRun"
SET "items" = (SELECT jsonb_agg(item - 'request' ORDER BY place)
  FROM jsonb_array_elements("items") WITH ORDINALITY AS known(item, place))
WHERE jsonb_path_exists("items", '$[*].request');
