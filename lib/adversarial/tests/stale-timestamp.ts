import { adversarialTest } from '../adversarial-test';
import { askOutsideWindow, judgeWindow, outsideWindow } from './ask-outside-window';

/** A correctly signed call from the past: somebody recorded it and sends it again later. */
export const staleTimestamp = adversarialTest({
  id: 'stale-timestamp',
  area: 'security',
  weight: 'major',
  tampering: (label) => outsideWindow(label, -1),
  plan: (context) => askOutsideWindow(context, -1),
  judge: (responses, context) => judgeWindow(responses, context, 'STALE_ACCEPTED'),
});
