import { ownCode } from '../ownCode';

/** What the searches of all locators are made of, loaded with the first one. */
export const searchCode = ownCode(async () => await import('./lists.js'));
