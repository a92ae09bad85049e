import { setTimeout } from 'node:timers/promises';
import type { Clock } from './clock';
import type { Contract, SentRequest } from './contract';
import type { Delivery } from './delivery';
import { ApiError, errorAnswer, Refusal, type Answer } from './errors';
import type { Faults, Strike } from './faults';
import type { Journal, LoggedRequest } from './journal';
import type { Operation } from './operation';
import type { Quotas } from './quotas';
import { handlers } from './routes';
import type { Switches } from './switches';
import type { World } from './world';

/** What one simulator consists of, as far as answering a request is concerned. */
export interface Service {
	contract: Contract;
	world: World;
	switches: Switches;
	clock: Clock;
	/** Of what answers the requests; `clock` is that of what holds the data. */
	frontEndClock: Clock;
	faults: Faults;
	quotas: Quotas;
	apiKeys: string[];
	journal: Journal;
	/** Ends the waits of delayed answers. */
	closing: AbortSignal;
}

const GATEWAY_PAGE = '<html><body><h1>502 Bad Gateway</h1></body></html>';

/** Takes one request through key, contract, quotas, faults and effect to what is sent back. */
export async function exchange(service: Service, sent: SentRequest): Promise<Delivery> {
	const operation = service.contract.match(sent.method, sent.url);
	const logged = service.journal.log(sent, operation, service.clock.now());
	const delivery = await respond(service, sent, logged, operation);
	if (service.closing.aborted) delivery.cut = 'reset';
	logged.status = delivery.cut === 'reset' ? null : delivery.answer.status;
	return delivery;
}

async function respond(
	service: Service,
	sent: SentRequest,
	logged: LoggedRequest,
	operation: Operation | undefined,
): Promise<Delivery> {
	const { quotas, switches } = service;
	const key = sent.headers['x-api-key'];
	if (typeof key !== 'string' || !service.apiKeys.includes(key)) {
		const message = 'The API key is missing or not valid. Copy it from the dashboard again.';
		const error = new ApiError(401, 'api_key_invalid', message);
		return { answer: errorAnswer(error, switches.errorShape) };
	}
	const effect = prepare(service, sent, logged, operation);
	const { refused, headers } = quotas.admit(logged, switches.errorShape);
	if (refused) return refused;
	const delivery = await carryOut(service, logged, operation, effect);
	const { answer, foreign } = delivery;
	return foreign ? delivery : { ...delivery, answer: withHeaders(answer, headers) };
}

/** The effect and its answer, and the faults around them. */
async function carryOut(
	service: Service,
	logged: LoggedRequest,
	operation: Operation | undefined,
	effect: () => Answer,
): Promise<Delivery> {
	const { faults } = service;
	const before = faults.strike(logged, 'before');
	await wait(before, service);
	if (before.respond !== undefined) return struck(before.respond, standIn(operation));
	const answer = effect();
	const after = faults.strike(logged, 'after');
	await wait(after, service);
	if (after.respond !== undefined) return struck(after.respond, answer);
	return { answer, transmission: after.transmission ?? before.transmission };
}

/** An answer's own headers have the last word: a scripted one is sent word for word. */
function withHeaders(answer: Answer, headers: Record<string, string>): Answer {
	return { ...answer, headers: { ...headers, ...answer.headers } };
}

/** Checks the request now, whatever a fault makes of it; the effect waits until it is called. */
function prepare(
	service: Service,
	sent: SentRequest,
	logged: LoggedRequest,
	operation: Operation | undefined,
): () => Answer {
	const { contract, world, switches, clock } = service;
	const failed = (error: unknown): Answer => {
		if (error instanceof Refusal) service.journal.refuse(logged, error);
		const answered = error instanceof ApiError ? error : defect(service, logged, [String(error)]);
		return errorAnswer(answered, switches.errorShape);
	};
	try {
		if (!operation) {
			const text = `The API has no call ${sent.method} ${logged.path}.`;
			throw new Refusal('endpoint_unknown', text, 404);
		}
		const checked = contract.checkRequest(operation, sent);
		return () => {
			try {
				const answer = handlerOf(operation)({
					world,
					switches,
					now: clock.now(),
					headers: sent.headers,
					...checked,
				});
				return verified(service, logged, operation, answer);
			} catch (error) {
				return failed(error);
			}
		};
	} catch (error) {
		const answer = failed(error);
		return () => answer;
	}
}

function handlerOf({ operationId }: Operation) {
	const handler = handlers[operationId];
	if (handler) return handler;
	const message = `The simulator knows ${operationId} but does not simulate it yet. It simulates: ${Object.keys(handlers).join(', ')}.`;
	throw new ApiError(501, 'not_simulated', message);
}

function verified(service: Service, logged: LoggedRequest, operation: Operation, answer: Answer) {
	const problems = answer.unchecked ? [] : service.contract.checkAnswer(operation, answer);
	if (problems.length > 0) throw defect(service, logged, problems, answer);
	return answer;
}

/** Keeps a fault of the simulator itself, and turns it into an answer that says so. */
function defect(
	{ journal }: Service,
	{ method, path, operationId = `${method} ${path}` }: LoggedRequest,
	problems: string[],
	answer?: Answer,
): ApiError {
	journal.contractViolations.push({ operationId, ...answer, problems });
	const text = `The simulator's own answer to ${operationId} does not fit the contract: ${problems.join('; ')}.`;
	return new ApiError(500, 'simulator_defect', text);
}

/** Closing the simulator ends the wait. */
async function wait({ delayMs }: Strike, { closing }: Service): Promise<void> {
	if (delayMs > 0) await setTimeout(delayMs, undefined, { signal: closing }).catch(() => undefined);
}

function struck(respond: NonNullable<Strike['respond']>, ordinary: Answer): Delivery {
	switch (respond) {
		case 'reset':
			return { answer: ordinary, cut: 'reset' };
		case 'truncated':
			return { answer: ordinary, cut: 'truncated' };
		case 'empty':
			return { answer: { ...ordinary, body: undefined, events: undefined } };
		case 'html502': {
			const headers = { 'Content-Type': 'text/html' };
			return { answer: { status: 502, headers, body: GATEWAY_PAGE }, foreign: true };
		}
		default:
			return { answer: respond };
	}
}

/** What can be truncated or emptied before there is an answer: the operation's success, without content. */
function standIn(operation: Operation | undefined): Answer {
	const success = [...(operation?.answers.keys() ?? [])].find((status) => status < 300);
	return { status: success ?? 200, body: {} };
}
