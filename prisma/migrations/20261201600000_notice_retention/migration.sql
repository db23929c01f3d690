-- What was kept long enough is deleted, with what belongs to it. Attempts still never change.
DROP TRIGGER "WebhookAttempt_append_only" ON "WebhookAttempt";
CREATE TRIGGER "WebhookAttempt_unchanged" BEFORE UPDATE ON "WebhookAttempt"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
ALTER TABLE "WebhookAttempt" DROP CONSTRAINT "WebhookAttempt_deliveryId_fkey",
  ADD CONSTRAINT "WebhookAttempt_deliveryId_fkey" FOREIGN KEY ("deliveryId") REFERENCES "WebhookDelivery"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Notice" DROP CONSTRAINT "Notice_eventId_fkey",
  ADD CONSTRAINT "Notice_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "NoticeEvent"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "NoticeEvent_at_idx" ON "NoticeEvent"("at");
CREATE INDEX "NoticeMail_createdAt_idx" ON "NoticeMail"("createdAt");
CREATE INDEX "WebhookDelivery_createdAt_idx" ON "WebhookDelivery"("createdAt");
CREATE INDEX "WebhookDelivery_eventId_idx" ON "WebhookDelivery"("eventId");
