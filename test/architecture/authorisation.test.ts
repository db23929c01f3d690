import { describe, expect, it } from 'vitest';
import { ORGANIZATION_PERMISSIONS, PLATFORM_PERMISSIONS } from '@/lib/auth/rules/permissions';
import { findVerbs } from './find-verbs';

const verbs = findVerbs();
const READS = /^(get|list|search|read|find|build|download|export|require|count|compare)[A-Z]/;

describe('every verb', () => {
  it('is found', () => {
    expect(verbs.length).toBeGreaterThan(40);
    expect(verbs).toContainEqual({
      file: 'lib/people/remove-member.ts',
      name: 'removeMember',
      asks: ['member.manage'],
      waitsFirst: false,
    });
  });

  it.each(verbs.map((verb) => [`${verb.file} ${verb.name}`, verb] as const))(
    '%s asks whether it may',
    (_name, verb) => {
      const known = [
        ...Object.keys(ORGANIZATION_PERMISSIONS),
        ...Object.keys(PLATFORM_PERMISSIONS),
        'own',
        'system',
      ];
      expect(verb.asks, 'authorises, itself or through a verb it hands its context to').not.toEqual([]);
      expect(verb.asks.filter((ask) => !known.includes(ask))).toEqual([]);
      expect(verb.waitsFirst, 'awaits something before it has authorised').toBe(false);
      if (!READS.test(verb.name))
        expect(verb.asks, 'changes something, and asks for looking only').not.toEqual(
          verb.asks.filter((ask) => ask.endsWith('.view')),
        );
    },
  );
});
