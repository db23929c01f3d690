import { describe, expect, test } from 'vitest';
import { isHarmlessRoute, listRoutePaths } from '@/lib/scans/browser/scripts/route-table';

describe('routes that only a script names', () => {
  test.each([
    ['[{path:\'/labels\',component:A},{path:"users/:id",component:B}]', ['/labels', '/users/1']],
    ["$routeProvider.when('/news/:page?', { templateUrl: 'n' })", ['/news/1']],
    ['e(Route,{path:"/reports/*",element:r})', ['/reports/']],
    ["const table = { '/about': () => 1, '/team': showTeam };", ['/about', '/team']],
    ["const file = { path: '' }; const a = { path: '/' };", []],
  ])('are listed of %s', (script, paths) => {
    expect(listRoutePaths(script)).toEqual(paths);
  });

  test.each([
    ['https://a.test/#/orders/7', true],
    ['https://a.test/reports', true],
    ['https://a.test/#/logout', false],
    ['https://a.test/account/delete', false],
    ['https://a.test/#!/orders/7/cancel', false],
  ])('are opened by their name alone: %s', (address, isHarmless) => {
    expect(isHarmlessRoute(address)).toBe(isHarmless);
  });
});
