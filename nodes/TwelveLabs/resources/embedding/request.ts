import { type IDataObject, UserError } from 'n8n-workflow';

import { modelFields, textBody } from '../../../shared/embedding/embed';
import { type EmbeddingModel, takesMultiInput } from '../../../shared/embedding/model';
import { isSet } from '../../fields/filters';
import { type Input, type Media, sourceOf } from './input';
import { timedFields } from './timed';

/**
 * The body of the request that embeds at once, in the shape that the model takes.
 * @throws UserError naming the option that does not go with the input; UnreadableFile
 */
export async function requestBody(
	{ type, text, media }: Input,
	model: EmbeddingModel,
	options: IDataObject,
): Promise<IDataObject> {
	if (!media) return textBody(text ?? '', model);
	const timed = media.kind === 'image' ? {} : timedFields(media.kind, model, options);
	const input_text = text !== undefined && { input_text: text };
	if (!takesMultiInput(model)) {
		const media_source = await sourceOf(media);
		const input = { ...input_text, media_source, ...timed };
		return { ...modelFields(model), input_type: type, [type]: input };
	}
	const [option] = Object.keys(timed);
	if (option !== undefined) throw onlyWhole(labelOf(option, options), model, media);
	const source = { media_type: media.kind, ...(await sourceOf(media)) };
	return {
		...modelFields(model),
		input_type: 'multi_input',
		multi_input: { ...input_text, media_sources: [source] },
	};
}

/** Options by the API's names of what they ask for. */
const LABELS: Readonly<Record<string, string>> = {
	embedding_option: 'Embeddings',
	embedding_scope: 'Scopes',
	start_sec: 'Start Time (Seconds)',
	end_sec: 'End Time (Seconds)',
};

/** The option that the user has set. */
function labelOf(name: string, { segmentation }: IDataObject): string {
	if (name !== 'segmentation') return LABELS[name];
	return isSet(segmentation) ? 'Segmentation' : 'Segment Duration (Seconds)';
}

const onlyWhole = (option: string, { name }: EmbeddingModel, { kind }: Media): UserError =>
	new UserError(`${option}: ${name} makes one vector of a whole ${kind} file at once`, {
		description: 'Leave the option out, or use Embedding > Start. Nothing was sent for this item.',
	});
