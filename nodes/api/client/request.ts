import type { IDataObject } from 'n8n-workflow';

import type { Endpoint } from '../endpoints';
import type { Form } from './form';

/** What one call asks for. */
export interface ApiRequest {
	endpoint: Endpoint;
	/** The IDs of the path, by the parameter that holds each: `indexId` for `{index-id}`. */
	ids?: Readonly<Record<string, string>>;
	query?: IDataObject;
	/** Sent as JSON. */
	body?: IDataObject;
	/** In place of a body: sent as multipart/form-data, its files read anew for each attempt. */
	form?: Form;
	/** IDs that the response repeats, by field, where the request is about one resource: a response about another is none. */
	names?: Readonly<Record<string, string>>;
	/**
	 * Makes one answer of the body of a response that may have come as a stream of events.
	 * @returns undefined where the stream ended too early
	 */
	whole?(body: unknown): unknown;
}

/** A response. `body` is parsed JSON, text where it was no JSON, or '' where there was none. */
export interface ApiResponse {
	statusCode: number;
	headers: IDataObject;
	body: unknown;
	/** The body was larger than anything of TwelveLabs, and was not read to its end. */
	isTooLarge?: true;
}
