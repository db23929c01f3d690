/** Work that is not begun again while it lasts. */
export function oneAtATime(work: () => Promise<void>) {
  let underWay: Promise<void> | null = null;
  return {
    start: () => {
      underWay ??= work().finally(() => {
        underWay = null;
      });
    },
    /** Resolves when nothing is under way. */
    ended: async () => {
      await underWay;
    },
  };
}
