-- Restarts that were under way when they got leases are queued, but what was being sent did not wait again: nobody
-- sends it, and whoever takes the restart only takes what waits.
UPDATE "MessageRestartItem" AS item SET "state" = 'WAITING' FROM "MessageRestart" AS restart
  WHERE restart."id" = item."restartId" AND restart."status" = 'QUEUED' AND item."state" = 'SENDING';
-- What of a restart that is over was never settled is not sent any more.
UPDATE "MessageRestartItem" AS item SET "state" = 'NOT_SENT', "reason" = 'INTERRUPTED' FROM "MessageRestart" AS restart
  WHERE restart."id" = item."restartId" AND restart."status" = 'FINISHED' AND item."state" IN ('WAITING', 'SENDING');

-- A message is sent again by one restart at a time: of several, the one that is at it or was asked for first.
UPDATE "MessageRestartItem" AS item SET "state" = 'NOT_SENT', "reason" = 'UNDER_WAY'
  WHERE item."state" IN ('WAITING', 'SENDING') AND item."restartId" <> (
    SELECT other."restartId" FROM "MessageRestartItem" AS other
    WHERE other."messageId" = item."messageId" AND other."state" IN ('WAITING', 'SENDING')
    ORDER BY other."state" DESC, other."restartId" LIMIT 1);
CREATE UNIQUE INDEX "MessageRestartItem_one_open_per_message" ON "MessageRestartItem" ("messageId")
  WHERE "state" IN ('WAITING', 'SENDING');
