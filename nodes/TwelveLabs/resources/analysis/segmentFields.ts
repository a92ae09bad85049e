import type { INodeProperties } from 'n8n-workflow';

import { TIME_FORMATS } from './timeFormats';

/** Where the definitions of the segments come from. */
export const SEGMENT_MODES = [
	{ name: 'Using Fields Below', value: 'fields' },
	{ name: 'Using JSON', value: 'json' },
];

/** What a field may hold, of what the rows can express. */
export const FIELD_TYPES = [
	{ name: 'Boolean', value: 'boolean' },
	{ name: 'Integer', value: 'integer' },
	{ name: 'List', value: 'array', description: 'Several values of one type' },
	{ name: 'Number', value: 'number' },
	{ name: 'String', value: 'string' },
	{ name: 'Timestamp', value: 'timestamp', description: 'A moment of the video' },
];

const ITEM_TYPES = [
	{ name: 'Boolean', value: 'boolean' },
	{ name: 'Integer', value: 'integer' },
	{ name: 'Number', value: 'number' },
	{ name: 'String', value: 'string' },
];

/** A type that an expression gives may be any. */
const BY_EXPRESSION = { _cnd: { startsWith: '=' } };

const fieldRow: INodeProperties[] = [
	{
		displayName: 'Field Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. operator',
		description: 'Name of the field in the output item',
	},
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		options: FIELD_TYPES,
		default: 'string',
		description: 'What the field holds. An expression may give a type that is not in the list.',
	},
	{
		displayName: 'Type of the Values',
		name: 'itemType',
		type: 'options',
		options: ITEM_TYPES,
		default: 'string',
		displayOptions: { show: { type: ['array', BY_EXPRESSION] } },
	},
	{
		displayName: 'Format',
		name: 'format',
		type: 'options',
		options: TIME_FORMATS,
		default: 'seconds',
		displayOptions: { show: { type: ['timestamp', BY_EXPRESSION] } },
	},
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		default: '',
		placeholder: 'e.g. Who operates the crane: A, B or C',
		description: 'What TwelveLabs should put into the field',
	},
	{
		displayName: 'Allowed Values',
		name: 'enum',
		type: 'string',
		default: '',
		placeholder: 'e.g. low, medium, high',
		displayOptions: { show: { type: ['string', BY_EXPRESSION] } },
		description:
			'At most 100 values, with commas between them, when the field may hold nothing else',
	},
];

const definitionRow: INodeProperties[] = [
	{
		displayName: 'ID',
		name: 'id',
		type: 'string',
		default: '',
		placeholder: 'e.g. goal',
		description: 'By which the output items name this kind of segment',
	},
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. From the pass before a goal to the end of the cheering',
		description: 'When such a segment begins and ends, in plain words',
	},
	{
		displayName: 'Fields',
		name: 'fields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Field',
		default: {},
		options: [{ displayName: 'Fields', name: 'fields', values: fieldRow }],
		description: 'What to find out about each segment, at most 20 fields',
	},
];

/** Works as it is, and shows where to go on. */
const FIRST_DEFINITIONS = [
	{
		id: 'chapter',
		description: 'A part of the video about one topic',
		fields: [{ name: 'title', type: 'string', description: 'A title of at most six words' }],
	},
];

/** What the video is divided into. */
export const segmentFields: readonly INodeProperties[] = [
	{
		displayName: 'Define Segments',
		name: 'segmentMode',
		type: 'options',
		noDataExpression: true,
		options: SEGMENT_MODES,
		default: 'fields',
	},
	{
		displayName: 'Segments',
		name: 'segmentDefinitions',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Segment',
		default: {},
		options: [{ displayName: 'Segment', name: 'definitions', values: definitionRow }],
		displayOptions: { show: { segmentMode: ['fields'] } },
		description:
			'Kinds of segments to look for, at most 20. Each costs as much as an analysis of its own.',
	},
	{
		displayName: 'Segments (JSON)',
		name: 'segmentDefinitionsJson',
		type: 'json',
		typeOptions: { rows: 8 },
		default: JSON.stringify(FIRST_DEFINITIONS, null, 2),
		displayOptions: { show: { segmentMode: ['json'] } },
		description:
			'A list of segment definitions as the API takes them, which may also have time_ranges, media_sources, and fields of the type time_array. Each costs as much as an analysis of its own.',
	},
];

/** Inside Options of Segment Video. */
export const segmentOptions: readonly INodeProperties[] = [
	{
		displayName: 'Min Segment Duration (Seconds)',
		name: 'minSegmentDuration',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'How long a segment has to be, at least 2 seconds. 0 sets no limit.',
	},
	{
		displayName: 'Max Segment Duration (Seconds)',
		name: 'maxSegmentDuration',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'How long a segment may be, at least 2 seconds. 0 sets no limit.',
	},
	{
		displayName: 'Segment Time Format',
		name: 'segmentTimeFormat',
		type: 'options',
		options: TIME_FORMATS,
		default: 'seconds',
		description:
			"How start and end of the segments are written. They are on the file's own clock, which may not begin at 0.",
	},
];
