import { adversarialTest } from '../adversarial-test';
import { askOutsideWindow, judgeWindow, outsideWindow } from './ask-outside-window';

/** A correctly signed call from the past: somebody recorded it and sends it again later. */
export const staleTimestamp = adversarialTest({
  id: 'stale-timestamp',
  area: 'security',
  weight: 'major',
  protocols: ['V2.0', 'V1.0'],
  activity: 'newInstance',
  needs: 'nothing',
  tampering: (label) => outsideWindow(label, -1),
  plan: (context) => askOutsideWindow(context, -1),
  judge: (answers, context) => judgeWindow(answers, context, 'STALE_ACCEPTED'),
});
