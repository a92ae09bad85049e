/** What stands in a document that brings no pages of its own. */
const PAGES = ['Summary of the year.', 'Figures by quarter.', 'Outlook and risks.'];

/** What each page of a PDF says, or each sentence of a text. */
export const pagesOf = ({ pages = PAGES }: { pages?: readonly string[] }): readonly string[] =>
	pages;
