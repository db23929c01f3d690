import { describe, expect, it } from 'vitest';
import {
  assetDeletionPath,
  assetPath,
  casePath,
  comparedSide,
  comparePath,
  connectionFieldPath,
  messagePath,
  returnRoute,
  scanPath,
  targetPath,
  websitePath,
  withQuery,
} from '@/app/paths';

describe('paths of pages', () => {
  it('leave out what says nothing', () => {
    expect(withQuery('/assets', { q: '', page: '' })).toBe('/assets');
    expect(withQuery('/assets', { q: 'a & b', page: '2' })).toBe('/assets?q=a+%26+b&page=2');
    expect(withQuery('/assets', {}, 'name')).toBe('/assets#name');
    expect(casePath('a1', 'newInstance')).toBe('/assets/a1/connection/newInstance');
    expect(casePath('a1', 'newInstance', 'c1')).toBe('/assets/a1/connection/newInstance?case=c1');
    expect(messagePath('m1')).toBe('/messages/m1');
    expect(scanPath('s1', 3)).toBe('/scans/s1?finding=3');
  });

  it('lead to sections, tabs and fields', () => {
    expect(assetPath('a1')).toBe('/assets/a1');
    expect(assetPath('a1', 'selfCheck')).toBe('/assets/a1/self-check');
    expect(assetDeletionPath('a1')).toBe('/assets/a1/details?delete=ask#delete');
    expect(websitePath('w1')).toBe('/websites/w1');
    expect(websitePath('w1', 'scans')).toBe('/websites/w1/scans');
    expect(connectionFieldPath('a1', 'runs')).toBe('/assets/a1/connection#runs');
    expect(connectionFieldPath('a1', 'productionUrl')).toBe(
      '/assets/a1/connection?edit=declaration#productionUrl',
    );
    expect(targetPath('a1', { page: 'website', websiteId: 'w1', tab: 'login' })).toBe('/websites/w1/login');
  });

  it('name both sides of a comparison', () => {
    const sides = [comparedSide('m1', 1), comparedSide('m2')];
    expect(comparePath(sides)).toBe('/messages/compare?id=m1.1&id=m2');
    expect(comparePath(sides, true)).toBe('/messages/compare?id=m1.1&id=m2&all=1');
  });

  it('never lead to another site', () => {
    for (const wish of ['//evil.example', 'https://evil.example', '/\\evil.example', null, '/sign-in'])
      expect(returnRoute(wish)).toBe('/');
    expect(returnRoute('/assets?q=a')).toBe('/assets?q=a');
  });
});
