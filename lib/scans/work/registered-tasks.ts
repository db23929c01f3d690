import { systemRandom } from '@/lib/core/ids';
import { CHECKS } from '../checks/registry';
import { scanTasks } from './scan-tasks';

/** The module that the thread of a real scan loads. */
export const { readPage, parseResponse, runPassive, runActive, runRequest, runSite } = scanTasks(
  CHECKS,
  systemRandom,
);
