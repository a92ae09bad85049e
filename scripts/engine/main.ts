/**
 * A process of its own for n8n's engine: its modules take a second or two to load, in which nothing else runs, and it writes
 * into a user folder. `inEngine` starts it, with an order as JSON in `ENGINE_ORDER`; the last line of the output is what came
 * of it.
 */
import { runUploadExample, type EngineOrder } from './runUploadExample';

const HOUR_MS = 3_600_000;

async function main(): Promise<string> {
	const order = JSON.parse(process.env.ENGINE_ORDER ?? '') as EngineOrder;
	return JSON.stringify(await runUploadExample(order));
}

// The node waits with timers that do not keep a process, since a server is busy with other things.
setInterval(() => {}, HOUR_MS);

// The connections that the engine keeps open would keep the process, too.
void main().then(
	(result) => process.stdout.write(`\n${result}\n`, () => process.exit(0)),
	(error: Error) => process.stderr.write(`${error.stack}\n`, () => process.exit(1)),
);
