import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';

import { copyOf } from '../../../nodes/api/errors/copy';
import { detailsOf } from '../../../nodes/api/errors/details';
import { factsOf } from '../../../nodes/api/errors/facts';
import { requestError } from '../../requestError';

test('a copy of an error says the same, and is of the same kind', () => {
	const error = requestError(503) as NodeApiError;
	const copy = copyOf(error);
	expect(copy).not.toBe(error);
	expect(copy).toBeInstanceOf(NodeApiError);
	expect([copy.message, copy.description]).toEqual([error.message, error.description]);
	expect(detailsOf(copy)).toEqual(detailsOf(error));
	expect(factsOf(copy)).toBe(factsOf(error));
	expect(factsOf(copy).effect).toBe('unclear');
});

test('what is added to a copy does not show at the error itself', () => {
	const error = new NodeOperationError({ name: 'TwelveLabs' } as INode, 'no');
	error.context.runIndex = 1;
	const copy = copyOf(error);
	expect(copy).toBeInstanceOf(NodeOperationError);
	copy.context.itemIndex = 7;
	copy.message = 'no, in item 7';
	expect(copy.context).toEqual({ runIndex: 1, itemIndex: 7 });
	expect([error.message, error.context]).toEqual(['no', { runIndex: 1 }]);
});
