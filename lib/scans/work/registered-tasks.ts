import { CHECKS } from '../checks/registry';
import { scanTasks } from './scan-tasks';

/** The module that the thread of a real scan loads. */
export const { readAnswer, runPassive, runActive, runSite } = scanTasks(CHECKS, Math.random);
