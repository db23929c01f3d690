import { SLOW_MS } from '@/lib/koogallery/koogallery-messages';
import { RESPONSE_ROWS } from './response-rows';
import { testFaults } from './test-faults';

testFaults('a wrong answer is named', RESPONSE_ROWS, {
  slow: ({ seller }) => {
    seller.state.setSlowMs(SLOW_MS + 100);
    // Pauses of calls that were made at once do not end at once: by their sum none grows stale.
    return { parallelism: 1 };
  },
});
