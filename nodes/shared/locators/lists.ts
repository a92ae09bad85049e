/** What the searches of all locators are made of: loaded with the first one, since n8n loads the fields when it starts. */
export { ANALYSIS_TASKS, ASSETS, INDEXED_ASSETS_OF_INDEX, INDEXES } from './listed';
export { searchList } from './search';
