import { authoriseOwn, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { countRecoveryCodes, findSecondStep } from './store';

export type SecondStep = { isOn: boolean; recoveryCodesLeft: number };

/** Whether one's own sign-in has a second step. @throws AppError FORBIDDEN for system parts */
export async function getSecondStep(context: Context): Promise<SecondStep> {
  const { userId } = authoriseOwn(context);
  const found = await findSecondStep(database(), userId);
  const isOn = found !== null && found.confirmedAt !== null;
  return { isOn, recoveryCodesLeft: isOn ? await countRecoveryCodes(database(), userId) : 0 };
}
