import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { ItemContext } from './itemContext';

/** A text file that an operation makes. */
interface TextFile {
	/** With its ending, and without a folder. */
	name: string;
	/** MIME type. */
	type: string;
	text: string;
}

/** Where n8n's own nodes put a file, and look for one. */
const BINARY_PROPERTY = 'data';

/** An output item that brings a file along. */
export class WithFile {
	constructor(
		readonly json: IDataObject,
		readonly file: TextFile,
	) {}
}

/** An output item as an operation returns it: its JSON alone, or with a file. */
export type Output = IDataObject | WithFile;

/**
 * The item that n8n hands on, paired with the input item. A file is stored where n8n keeps its binary data.
 * @throws Error of n8n, where it cannot store the file
 */
export async function outputItem(
	{ n8n, index }: ItemContext,
	output: Output,
): Promise<INodeExecutionData> {
	const pairedItem = { item: index };
	if (!(output instanceof WithFile)) return { json: output, pairedItem };
	const { json, file } = output;
	const content = Buffer.from(file.text, 'utf8');
	const data = await n8n.helpers.prepareBinaryData(content, file.name, file.type);
	return { json, binary: { [BINARY_PROPERTY]: data }, pairedItem };
}
