import { expect, it } from 'vitest';
import { FAULT_NAMES, FAULTS } from '@/lib/fakes/faults';
import { FAULT_ROWS } from './contract-of-faults';

it('has a row for every fault that the fake seller can switch on, in each of its protocols', () => {
  expect(Object.keys(FAULT_ROWS).toSorted()).toEqual(FAULT_NAMES.toSorted());
  for (const name of FAULT_NAMES)
    expect(Object.keys(FAULT_ROWS[name]).toSorted(), name).toEqual(FAULTS[name].protocols.toSorted());
});
