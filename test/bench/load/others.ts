/** The one whose load time is the target. */
export const FIRECRAWL = '@mendable/n8n-nodes-firecrawl';

/** Community packages for media, search and AI that npm serves, with the versions that are measured. */
export const OTHERS: Readonly<Record<string, string>> = {
	[FIRECRAWL]: '2.1.2',
	'@blotato/n8n-nodes-blotato': '1.0.10',
	'@heygenofficial/n8n-nodes-heygen-official': '0.1.9',
	'@llamaindex/n8n-nodes-llamacloud': '6.7.2',
	'@picsart/n8n-nodes-picsart-creative-apis': '5.4.8',
	'@searchapi/n8n-nodes-searchapi': '2.0.6',
	'n8n-nodes-transcript-lol': '0.3.3',
	'n8n-nodes-upload-post': '0.1.32',
};
