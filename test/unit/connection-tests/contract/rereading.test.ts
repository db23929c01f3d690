import { REREADING_ROWS } from './rereading-rows';
import { testFaults } from './test-faults';

testFaults('a seller that verifies what it wrote again is named', REREADING_ROWS);
