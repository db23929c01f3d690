import { testFaults } from './test-faults';
import { TRANSPORT_ROWS } from './transport-rows';

testFaults('a fault below HTTP is named', TRANSPORT_ROWS);
