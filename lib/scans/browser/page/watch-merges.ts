import type { PageApi, Tell, WatchSettings } from './page-message';

/** Runs in the page: knows into which members a value that tells what is asked of it is merged. */
export function watchMerges(_settings: WatchSettings, _tell: Tell, api: PageApi): void {
  const usual = ['key'];
  const merges = { made: new WeakSet<object>(), listed: usual };
  const assign = Object.assign;
  Object.assign = (target: object, ...sources: unknown[]) => {
    const objects = [target, ...sources].filter((one): one is object => one instanceof Object);
    const others = objects.filter((one) => !merges.made.has(one));
    if (others.length < objects.length)
      merges.listed = [...new Set(others.flatMap((one) => Object.keys(one)))];
    try {
      return assign(target, ...sources);
    } finally {
      merges.listed = usual;
    }
  };
  api.merges = merges;
}
