import { parseArgs } from 'node:util';
import { realClock, scaledClock } from './clock';
import {
	FAILING_ANALYSIS,
	FAILING_ASSET,
	FAILING_EMBEDDING,
	FAILING_ENTITY,
	FAILING_INDEXING,
} from './plannedFailures';
import { startSimulator } from './server';
import { startOnUsualPort, USUAL_PORT } from './usualPort';

const HELP = `A stand-in for the TwelveLabs API, for development without an account.

Usage: npm run simulator -- [options]

  --demo       start with two indexes, eight assets and two people, always under the same ids
  --port N     listen on port N of 127.0.0.1 (default: ${USUAL_PORT}, or any free port when that is in use)
  --speed N    let time run N times as fast; indexing takes about 6 simulated seconds
  --help       show this text

Upload, index, analyze or embed a file with these words in its name to see failures:
  ${FAILING_ASSET.mark}       the asset cannot be processed
  ${FAILING_INDEXING.mark}    the asset is processed, indexing it fails
  ${FAILING_ANALYSIS.mark}    the asset is processed, a task that analyzes it fails
  ${FAILING_EMBEDDING.mark}   the asset is processed, a task that embeds it fails
  ${FAILING_ENTITY.mark}      the image is processed, an entity with it is refused
`;

const HIGHEST_PORT = 65_535;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			demo: { type: 'boolean', default: false },
			port: { type: 'string' },
			speed: { type: 'string', default: '1' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		process.stdout.write(HELP);
		return;
	}
	const port = portOf(values.port);
	const speed = Number(values.speed);
	if (!(speed > 0 && Number.isFinite(speed))) {
		throw new Error(
			`--speed ${values.speed} is not a speed. Give a number above 0, for example 10.`,
		);
	}
	const clock = speed === 1 ? realClock : scaledClock(speed);
	const options = { clock, demo: values.demo };
	const simulator =
		port === undefined
			? await startOnUsualPort(options)
			: await startSimulator({ ...options, port });
	process.stdout.write(`TwelveLabs simulator is running. Stop it with Ctrl+C.\n`);
	process.stdout.write(`Base URL: ${simulator.url}\nAPI key:  ${simulator.apiKey}\n`);
	const stop = () => void simulator.close();
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

function portOf(text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	const port = Number(text);
	if (Number.isInteger(port) && port >= 0 && port <= HIGHEST_PORT) return port;
	throw new Error(`--port ${text} is not a port. Give a whole number up to ${HIGHEST_PORT}.`);
}

main().catch((error: NodeJS.ErrnoException) => {
	const text =
		error.code === 'EADDRINUSE'
			? 'The port is in use. Choose another one with --port, or leave it out to take any free port.'
			: error.message;
	process.stderr.write(`${text}\n`);
	process.exitCode = 1;
});
