import { type Framework, recogniseFramework } from './frameworks';
import type { ResponsePage } from './read-page';

/** In the words of each framework. */
const MARKS: readonly (readonly [Framework, RegExp])[] = [
  ['django', /csrf verification failed/],
  ['laravel', /csrf token mismatch|\bpage expired\b/],
  ['rails', /invalidauthenticitytoken|can't verify csrf token|the change you wanted was rejected/],
  ['aspnet', /antiforgery|anti-forgery|__requestverificationtoken/],
  [
    'spring',
    /could not verify the provided csrf token|expected csrf token not found|missingcsrftoken|invalid csrf token ['"]/,
  ],
  ['codeigniter', /the action you requested is not allowed/],
  ['yii', /unable to verify your data submission|您提交的数据无法(被)?验证/],
  ['thinkphp', /令牌数据(无效|错误)|表单令牌/],
  [
    'flask',
    /the csrf (session )?tokens? (is|are|do) (missing|invalid|expired|not match)|the csrf token (is missing|has expired)/,
  ],
  ['express', /invalid csrf token|ebadcsrftoken/],
  [
    'other',
    /(?<![a-z])[cx]srf(?:[_-]?token)?(?![a-z])|cross.site (request forgery|post form)|no valid crumb|origin.{0,20} header does not match|does not match .{0,5}origin.{0,5} header/,
  ],
];
const STATUSES = [400, 401, 403, 419, 422, 500];

/**
 * The framework whose protection against cross-site forms refused the call; null where none did. The page of the
 * generic words has to be short: a long page may only mention them.
 */
export function recogniseCsrf(page: ResponsePage): Framework | null {
  const { status, title, text } = page;
  const words = `${title}\n${text}`.toLowerCase();
  const [framework] = MARKS.find(([, mark]) => mark.test(words)) ?? [];
  if (status === 419) return framework ?? 'laravel';
  if (framework === undefined) return isSpringDefault(page) ? 'spring' : null;
  if (framework !== 'other') return STATUSES.includes(status) || page.isHtml ? framework : null;
  return STATUSES.includes(status) && words.length < 4_000 ? recogniseFramework(page) : null;
}

/** Spring Security refuses a POST without its token, and then says nothing but "Forbidden". */
const isSpringDefault = (page: ResponsePage): boolean =>
  page.status === 403 && page.method === 'POST' && recogniseFramework(page) === 'spring';
