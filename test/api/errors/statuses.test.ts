import { explainStatus, LOOK_FIRST, NOT_ACCEPTED } from '../../../nodes/api/errors/statuses';

test('a redirect leads away from the API', () => {
	for (const status of [300, 302, 399]) {
		expect(explainStatus(status).message).toBe('The Base URL leads to another address');
	}
});

test('of the other statuses, those up to 499 are about the request', () => {
	for (const status of [418, 499]) expect(explainStatus(status).message).toBe(NOT_ACCEPTED);
});

test('and those from 500 on about the server, so the request may have taken effect', () => {
	for (const status of [500, 507, 599]) {
		expect(explainStatus(status)).toEqual({
			message: 'TwelveLabs could not process the request just now',
			next: expect.stringContaining(LOOK_FIRST),
		});
	}
});
