import { parseFragment } from 'parse5';
import { readHtmlPage } from '../engine/crawl/html-page';
import { listElements } from '../engine/crawl/page-elements';
import { readControlWords } from '../engine/danger/control-words';
import { isDangerousButton, isDangerousForm } from '../engine/danger/danger';
import type { SeenControl } from './scan-browser';

const MAX_PRESSED = 10;

/** The harmless ones: by their own words and, inside a form, by everything that the form says. */
function isHarmless({ html, form }: SeenControl, pageUrl: string): boolean {
  const [element] = listElements(parseFragment(html), 1);
  if (!element || isDangerousButton(readControlWords(element, new Map()))) return false;
  return form === null || !readHtmlPage(form, pageUrl).forms.some(isDangerousForm);
}

/** Which controls of a page are pressed: harmless ones, those that look alike once, a bounded number a page. */
export function controlChooser(pageUrl: string): (controls: readonly SeenControl[]) => number[] {
  const seen = new Set<string>();
  let left = MAX_PRESSED;
  return (controls) => {
    const chosen: number[] = [];
    for (const control of controls) {
      const look = control.html.replace(/\d+/g, '#');
      if (left === 0 || seen.has(look)) continue;
      seen.add(look);
      if (!isHarmless(control, pageUrl)) continue;
      chosen.push(control.at);
      left -= 1;
    }
    return chosen;
  };
}
