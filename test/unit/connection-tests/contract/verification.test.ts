import { testFaults } from './test-faults';
import { VERIFICATION_ROWS } from './verification-rows';

testFaults('a verification that KooGallery would fail at is named', VERIFICATION_ROWS);
