import type { RunItem, RunSection } from './run-item';

/**
 * Cases of one instance, in stages: what a stage needs has been done in those before it. A frozen or expired instance
 * may refuse everything else, and a released one is gone; an activity that is not listed is in the second stage.
 */
const CASE_STAGES: Readonly<Record<string, number>> = {
  newInstance: 0,
  tenantSync: 1,
  applicationSync: 2,
  singleOrgSync: 2,
  allOrgSync: 2,
  authSync: 3,
  updateInstanceStatus: 4,
  instanceStatus: 4,
  expireInstance: 5,
  releaseInstance: 6,
};
const OTHER_STAGE = 1;

const readCaseStage = ({ activity }: RunItem): number => CASE_STAGES[activity] ?? OTHER_STAGE;

/** What has to be over before an item of each section may start, among the items of its section. */
const DEPENDENCIES: Readonly<
  Record<RunSection, (item: RunItem, fellows: readonly RunItem[]) => readonly RunItem[]>
> = {
  // The builder's own request names its instance itself.
  cases: (item, fellows) =>
    item.request ? [] : fellows.filter((other) => readCaseStage(other) < readCaseStage(item)),
  flow: (item, fellows) =>
    fellows.slice(
      0,
      fellows.findIndex(({ key }) => key === item.key),
    ),
  // Each has an instance of its own.
  adversarial: () => [],
};

/** The items that have to be over, however they ended, before this one may start. */
export function listDependencies(item: RunItem, items: readonly RunItem[]): readonly RunItem[] {
  const fellows = items.filter(({ section }) => section === item.section);
  return DEPENDENCIES[item.section](item, fellows);
}

/** Whether an item still has something to do in its run. */
export const isUnfinished = ({ state }: Pick<RunItem, 'state'>): boolean =>
  state === 'WAITING' || state === 'RUNNING';

/**
 * The waiting items that may start now, as many as are free of `parallelism`. A free place goes to the section that
 * has the fewest under way, then to the order of the plan, so that the flow, which cannot be hurried, is not last.
 */
export function nextItems(items: readonly RunItem[], parallelism: number): RunItem[] {
  const busy = new Map<RunSection, number>();
  const count = (section: RunSection) => busy.get(section) ?? 0;
  const begin = ({ section }: RunItem) => busy.set(section, count(section) + 1);
  const running = items.filter(({ state }) => state === 'RUNNING');
  for (const item of running) begin(item);
  const startable = items.filter(
    (item) => item.state === 'WAITING' && !listDependencies(item, items).some(isUnfinished),
  );
  const next: RunItem[] = [];
  for (let free = parallelism - running.length; free > 0 && startable.length > 0; free -= 1) {
    const fewest = Math.min(...startable.map(({ section }) => count(section)));
    const [item] = startable.splice(
      startable.findIndex(({ section }) => count(section) === fewest),
      1,
    );
    if (!item) break;
    begin(item);
    next.push(item);
  }
  return next;
}
