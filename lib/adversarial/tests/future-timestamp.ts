import { adversarialTest } from '../adversarial-test';
import { askOutsideWindow, judgeWindow, outsideWindow } from './ask-outside-window';

/** A correctly signed call from the future: valid for longer than its nonce is remembered. */
export const futureTimestamp = adversarialTest({
  id: 'future-timestamp',
  area: 'security',
  weight: 'major',
  tampering: (label) => outsideWindow(label, 1),
  plan: (context) => askOutsideWindow(context, 1),
  judge: (responses, context) => judgeWindow(responses, context, 'FUTURE_ACCEPTED'),
});
