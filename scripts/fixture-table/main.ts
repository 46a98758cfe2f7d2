// npm run table:fixtures: writes what the last browser tests noted into the README, and fails if that is not whole. The
// full test run does it by itself.
import { LEDGER_FILE } from './flow-ledger.ts';
import { writeFixtureTable } from './write-table.ts';

const { count, problems } = writeFixtureTable();
console.log(
  count === 0
    ? `Nothing was noted in ${LEDGER_FILE}: run the browser tests first (npm run test:both).`
    : `${count} results are in the README's table.`,
);
for (const problem of problems) console.error(`NOT WHOLE ${problem}`);
process.exitCode = problems.length > 0 ? 1 : 0;
