import { errorDetailNames } from '../../scripts/release/contract/errorDetails';
import { FILES, readText, ROOT } from './repository';

const CODE = FILES.filter((path) => /^nodes\/.*\.ts$/.test(path));

/** What `details` of an item on the error output may hold. */
export const detailNames = (): string[] => errorDetailNames(ROOT);

/** All texts of the code, in which what is put in stands as `…`. */
const TEXTS = CODE.map((path) => readText(path).replace(/\$\{[^}]*\}/g, '…')).join('\n');

/** Words in a row that no item can change: without numbers, names of files, IDs and what is in quotes. */
const FIXED = /…|:|\S*\d\S*|\S+\.\w+|"[^"]*"|\([^)]*\)/;

/** Whether the node can say this, where `…` and examples of values stand for what is put in. */
export const isMessage = (message: string): boolean =>
	message
		.split(FIXED)
		.map((part) => part.replace(/^[\s,.:;]+|[\s,.:;]+$/g, ''))
		.filter((part) => part.includes(' '))
		.every((part) => TEXTS.includes(part));
