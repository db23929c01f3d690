import { testFaults } from './test-faults';
import { ROBUSTNESS_ROWS } from './unusual-call-rows';

testFaults('what only other days show is named', ROBUSTNESS_ROWS);
