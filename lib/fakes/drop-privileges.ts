import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** The account that owns nothing, by its names on the Linux families and by number. */
const GROUPS: readonly (string | number)[] = ['nogroup', 'nobody', 65_534];
const USERS: readonly (string | number)[] = ['nobody', 65_534];

/**
 * Gives up root for good: children first, then groups, while that is still allowed, then the user. Does nothing for any other user.
 * @throws Error when the process would still be root afterwards: a vulnerable server must not start then
 */
export function dropPrivileges(): void {
  if (process.getuid?.() !== 0) return;
  endChildren();
  process.setgroups?.([]);
  become(GROUPS, (group) => process.setgid?.(group));
  become(USERS, (user) => process.setuid?.(user));
  if (process.getuid() === 0 || process.getgid?.() === 0) {
    throw new Error('The fake seller cannot give up root and does not run as root.');
  }
}

/**
 * Ends the children that were started as root: the TypeScript loader keeps its compiler waiting for more files. Where
 * the system does not list them (it is not Linux) they end with this process.
 */
function endChildren(): void {
  const tasks = '/proc/self/task';
  if (!existsSync(tasks)) return;
  const lists = readdirSync(tasks).map((task) => `${tasks}/${task}/children`);
  const children = lists.filter((list) => existsSync(list)).map((list) => readFileSync(list, 'utf8'));
  for (const pid of children.join(' ').split(/\s+/).filter(Boolean)) endChild(Number(pid));
}

function endChild(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM');
  } catch (error) {
    // Gone by itself in the meantime.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Tries the names in turn; a name that the system does not know is not a failure until the last one. */
function become(names: readonly (string | number)[], change: (name: string | number) => void): void {
  for (const [index, name] of names.entries()) {
    try {
      change(name);
      return;
    } catch (error) {
      if (index === names.length - 1) throw error;
    }
  }
}
