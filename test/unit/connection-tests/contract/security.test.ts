import { testFaults } from './test-faults';
import { SECURITY_ROWS } from './unusual-call-rows';

testFaults('an open door is named', SECURITY_ROWS);
