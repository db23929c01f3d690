import { askListeners } from './page/ask-listeners';
import { describeField } from './page/describe-field';
import { fillFields } from './page/fill-fields';
import { hearPresses } from './page/hear-presses';
import { listControls } from './page/list-controls';
import { listFields } from './page/list-fields';
import { makeRecorder } from './page/make-recorder';
import type { WatchSettings } from './page/page-message';
import { pageTools } from './page/page-tools';
import { plantValues } from './page/plant-values';
import { playPlants } from './page/play-plants';
import { pressControl } from './page/press-control';
import { rankControls } from './page/rank-controls';
import { reachElements } from './page/reach-elements';
import { recordShapes } from './page/record-shapes';
import { skipTimers } from './page/skip-timers';
import { watchAttributes } from './page/watch-attributes';
import { watchCode } from './page/watch-code';
import { watchLibraries } from './page/watch-libraries';
import { watchPage } from './page/watch-page';
import { watchSinks } from './page/watch-sinks';
import { watchSources } from './page/watch-sources';
import { watchTimers } from './page/watch-timers';

/** What differs from visit to visit. */
export type PageSettings = Pick<WatchSettings, 'marks' | 'proof' | 'plant'>;

/** Of one page; a page that floods says nothing new after so many. */
const MAX_MESSAGES = 900;
const MAX_CHARACTERS = 8_000;

/**
 * The script that runs in every document before those of the page. Compilers may name functions by `__name`, which is
 * not there in a page; the page itself finds neither the function that tells nor what can be asked.
 */
export function pageText(settings: WatchSettings): string {
  const steps = [
    pageTools,
    reachElements,
    hearPresses,
    rankControls,
    listControls,
    pressControl,
    describeField,
    listFields,
    fillFields,
    watchTimers,
    skipTimers,
    watchPage,
    makeRecorder,
    plantValues,
    recordShapes,
    askListeners,
    playPlants,
    watchSources,
    watchCode,
    watchSinks,
    watchLibraries,
    watchAttributes,
  ];
  return `((__name, settings) => {
    const send = window[settings.report];
    delete window[settings.report];
    if (typeof send !== 'function') return;
    const write = JSON.stringify, told = new Set();
    const describePlace = (stack) => {
      const line = String(stack).split('\\n').find((one) => one.includes('://')) ?? '';
      const address = line.slice(line.indexOf('://') + 3).split(')')[0];
      return address.includes('/') ? address.slice(address.indexOf('/')) : '';
    };
    const tell = (message) => {
      if (message.kind === 'sink') message.place = describePlace(new Error().stack);
      const text = write(message).slice(0, ${MAX_CHARACTERS});
      if (told.size < ${MAX_MESSAGES} && !told.has(text)) { told.add(text); send(text); }
    };
    const api = { kept: { controls: [], fields: [] } };
    Object.defineProperty(window, settings.api, { value: api, enumerable: false });
    for (const step of [${steps.map(String).join(',\n')}]) {
      try { step(settings, tell, api); } catch {}
    }
  })((named) => named, ${JSON.stringify(settings)});`;
}
