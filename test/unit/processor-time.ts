/** Milliseconds that this process's threads compute from here on: on a busy machine they are no more, whatever a clock says. */
export function processorTime(): () => number {
  const begun = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1_000;
  };
}
