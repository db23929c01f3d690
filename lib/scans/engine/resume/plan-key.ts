import { sha256Hex } from '@/lib/core/bytes';
import type { ScanPlan } from '../../rules/plan';

/** Of a plan with its login: with other settings another scan would have been made. */
export const planKey = (plan: ScanPlan): string => sha256Hex(JSON.stringify(plan));
