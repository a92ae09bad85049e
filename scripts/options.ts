import { parseArgs } from 'node:util';

import { USUAL_PORT as SIMULATOR_PORT } from '../simulator/usualPort';
import { N8N_VERSION } from './n8n/versions';
import { Problem } from './problem';

const DEFAULT_BASE_URL = 'https://api.twelvelabs.io/v1.3';

export const HELP = `Shows the TwelveLabs nodes at work in a real n8n ${N8N_VERSION}: one workflow uploads a video that its form was given,
and adds it to an index; another one is started by the trigger when TwelveLabs has indexed it.

Usage: npm start [-- options]

  --once   say what happened and stop; exit code 0 only if the video became ready and the trigger emitted it once
  --help   show this text

Nothing is needed for it: n8n is installed below .n8n the first time, and a simulator stands in for TwelveLabs, at
http://127.0.0.1:${SIMULATOR_PORT}/v1.3 unless that port is in use. With n8n installed, a start takes about a minute.

Environment variables, all optional:
  TWELVELABS_API_KEY    use the real API with this key; indexing costs what it costs there, but a video of six
                        seconds costs little, and is neither uploaded nor indexed again at a later start
  TWELVELABS_INDEX_ID   the index to use (default: the newest)
  TWELVELABS_ASSET_ID   the asset to index in place of that video; one that the index holds is not indexed again
  TWELVELABS_BASE_URL   another address of the API (default: ${DEFAULT_BASE_URL})
  TWELVELABS_N8N_DIR    folder of the n8n install, so that several checkouts can share one
`;

/** A real account instead of the simulator. */
export interface Account {
	apiKey: string;
	baseUrl: string;
	indexId?: string;
	assetId?: string;
}

export interface StartOptions {
	help: boolean;
	once: boolean;
	account?: Account;
	installFolder?: string;
}

/** @throws Problem for an argument that does not exist */
export function readOptions(args: string[], environment: NodeJS.ProcessEnv): StartOptions {
	const variable = (name: string) => environment[`TWELVELABS_${name}`]?.trim() || undefined;
	const apiKey = variable('API_KEY');
	const baseUrl = (variable('BASE_URL') ?? DEFAULT_BASE_URL).replace(/\/+$/, '');
	if (!URL.canParse(baseUrl)) {
		throw new Problem(
			`TWELVELABS_BASE_URL is not an address: ${baseUrl}`,
			`Leave it unset, or set it to one such as ${DEFAULT_BASE_URL}.`,
		);
	}
	return {
		...readFlags(args),
		installFolder: variable('N8N_DIR'),
		...(apiKey && {
			account: {
				apiKey,
				baseUrl,
				indexId: variable('INDEX_ID'),
				assetId: variable('ASSET_ID'),
			},
		}),
	};
}

function readFlags(args: string[]): { help: boolean; once: boolean } {
	const flag = { type: 'boolean', default: false } as const;
	try {
		return parseArgs({ args, options: { help: flag, once: flag } }).values;
	} catch (error) {
		throw new Problem((error as Error).message, 'See npm start -- --help for the options.');
	}
}
