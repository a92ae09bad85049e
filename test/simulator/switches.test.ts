import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_SWITCHES } from '../../simulator/switches';

test('The page about the simulator has a row for each switch, and for nothing else', () => {
	const page = readFileSync(join(__dirname, '../../docs/simulator.md'), 'utf8');
	const rows = [...page.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);
	expect(rows.sort()).toEqual(Object.keys(DEFAULT_SWITCHES).sort());
});
