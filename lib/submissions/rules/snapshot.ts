import type { JudgedConnection } from '@/lib/connection-tests/rules/judged-connection';
import type { ReadinessItem } from './readiness-facts';

/** What was sent, frozen at submit: enough to say later what was on sale, and no secret. */
export type SubmissionSnapshot = {
  asset: { name: string; description: string; category: string };
  websites: readonly { id: string; name: string; host: string; origin: string }[];
  connection: {
    protocol: string;
    productKind: string;
    billingModes: readonly string[];
    productionUrl: string;
  };
  /** Absent in what was sent before it was kept; null where nothing was declared. */
  judgedConnection?: JudgedConnection | null;
  warnings: readonly Pick<ReadinessItem, 'code' | 'values'>[];
};
