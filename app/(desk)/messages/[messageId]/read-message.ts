import { pageReader } from '@/app/page-reader';
import { listMessageMarks } from '@/lib/connection-tests/list-message-marks';
import { readSignatureStages } from '@/lib/connection-tests/read-signature-stages';
import { getMessage } from '@/lib/messages/get-message';

/** A message and the attempt that is shown: the wished one or the newest, which alone is explained. */
export const readMessage = pageReader(async (context, messageId: string, wished: string | null) => {
  const message = await getMessage(context, messageId);
  const [newest] = message.attempts;
  const shown = message.attempts.find(({ sequence }) => String(sequence) === wished) ?? newest;
  const [marks, stages] =
    shown && shown === newest
      ? await Promise.all([listMessageMarks(context, message.id), readSignatureStages(context, message.id)])
      : [[], null];
  return { message, shown, marks, stages };
});
