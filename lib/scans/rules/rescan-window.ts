import { DAY_MS, HOUR_MS, MINUTE_MS } from '@/lib/core/clock';
import { madeOnce } from '@/lib/core/made-once';
import { RESCAN_WINDOW_HOURS } from '@/lib/core/policy';
import { scanValidUntil } from './validity';

/** How many days before the results expire a website can be scanned again. */
export const RESCAN_DAYS_BEFORE = [14, 7, 3, 1] as const;

/** When a website is scanned again by itself: so many days before its results expire, from an hour on by a zone's clock. */
export type RescanTime = { daysBefore: number; hour: number; zone: string };

const HOURS_PER_DAY = 24;
/** Windows begin on the quarter of an hour in every zone there is. */
const STEP_MS = 15 * MINUTE_MS;

const keep = madeOnce<Intl.DateTimeFormat>();

/** The clock of a zone: one is kept, because making it costs far more than reading it. */
const clockOfZone = (zone: string): Intl.DateTimeFormat =>
  keep(zone, () => new Intl.DateTimeFormat('en', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' }));

/** Whether an instant lies within the hours in which an automatic scan may start. */
export function isInRescanWindow(at: Date, { hour, zone }: RescanTime): boolean {
  const clock = clockOfZone(zone);
  const passed = (Number(clock.format(at)) - hour + HOURS_PER_DAY) % HOURS_PER_DAY;
  return passed < RESCAN_WINDOW_HOURS;
}

/** The first instant from `now` on at which the website may be scanned again, and is due for it. */
export function nextRescan(time: RescanTime, completedAt: Date, now: Date): Date {
  const dueAt = scanValidUntil(completedAt).getTime() - time.daysBefore * DAY_MS;
  let at = Math.max(dueAt, now.getTime());
  // Clocks that change by an hour never skip a whole window.
  const last = at + (HOURS_PER_DAY + 1) * HOUR_MS;
  while (at < last && !isInRescanWindow(new Date(at), time)) at = Math.ceil((at + 1) / STEP_MS) * STEP_MS;
  return new Date(at);
}

/**
 * The hours in which the next automatic scan may start: from where it is due and its window has begun, to the end of
 * the window. Within a window they stay the same, whenever they are asked for.
 */
export function nextRescanWindow(
  time: RescanTime,
  completedAt: Date,
  now: Date,
): { from: Date; until: Date } {
  const inside = nextRescan(time, completedAt, now).getTime();
  const isIn = (at: number) => isInRescanWindow(new Date(at), time);
  let from = Math.floor(inside / STEP_MS) * STEP_MS;
  while (isIn(from - STEP_MS)) from -= STEP_MS;
  let until = Math.floor(inside / STEP_MS) * STEP_MS + STEP_MS;
  while (isIn(until)) until += STEP_MS;
  const dueAt = scanValidUntil(completedAt).getTime() - time.daysBefore * DAY_MS;
  return { from: new Date(Math.max(from, dueAt)), until: new Date(until) };
}
