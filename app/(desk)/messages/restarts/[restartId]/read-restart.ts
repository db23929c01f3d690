import { pageReader } from '@/app/page-reader';
import { getRestart } from '@/lib/restarts/get-restart';

/** What became of messages that were sent again. */
export const readRestart = pageReader((context, restartId: string) => getRestart(context, restartId));
