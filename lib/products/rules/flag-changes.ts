import type { ProductFlag } from './product-flags';

type Cause = { code: string; subject: string };

/** What is newly wrong, and what people were told of and is gone. */
export type FlagChanges<Told extends Cause, Raised extends Cause = Told> = {
  raised: readonly Raised[];
  gone: readonly Told[];
};

/** Compares what is wrong with what people were told of; only what somebody has to act on is told. */
export function flagChanges<Told extends Cause>(
  flags: readonly ProductFlag[],
  told: readonly Told[],
): FlagChanges<Told, ProductFlag> {
  const pressing = flags.filter(({ isPressing }) => isPressing);
  const isIn = (list: readonly Cause[], { code, subject }: Cause) =>
    list.some((other) => other.code === code && other.subject === subject);
  return {
    raised: pressing.filter((flag) => !isIn(told, flag)),
    gone: told.filter((flag) => !isIn(pressing, flag)),
  };
}
