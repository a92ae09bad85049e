import { hasMetadataFields } from '../../../nodes/shared/metadata/match';

const STORED = { season: 7, 'Caf\u00e9': 'na\u00efve\u00a0plan', live: true };

test('metadata has a field whose key and text are written in another way', () => {
	expect(hasMetadataFields(STORED, { 'Cafe\u0301': 'nai\u0308ve plan' })).toBe(true);
	expect(hasMetadataFields(STORED, { 'Cafe\u0301': 'naive plan' })).toBe(false);
});

test('values of another JSON type are other values', () => {
	expect(hasMetadataFields(STORED, { season: 7, live: true })).toBe(true);
	expect(hasMetadataFields(STORED, { season: '7' })).toBe(false);
	expect(hasMetadataFields(STORED, { live: 'true' })).toBe(false);
});

test('every wanted field has to be there, and no wanted field asks for nothing', () => {
	expect(hasMetadataFields(STORED, { season: 7, episode: 1 })).toBe(false);
	expect(hasMetadataFields(STORED, {})).toBe(true);
});

test.each([null, undefined, 'text', 7, [], ['season']])(
	'%j in place of metadata has no field',
	(value) => {
		expect(hasMetadataFields(value, { season: 7 })).toBe(false);
		expect(hasMetadataFields(value, {})).toBe(true);
	},
);

test('a key that JavaScript has on every object is a field only where metadata has it', () => {
	expect(hasMetadataFields({}, { constructor: 'x' })).toBe(false);
	expect(hasMetadataFields({ constructor: 'x' }, { constructor: 'x' })).toBe(true);
});
