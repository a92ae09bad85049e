/** What `searchCode` loads with the first search of a list, since n8n loads the fields when it starts. */
export {
	ANALYSIS_TASKS,
	ASSETS,
	EMBEDDING_TASKS,
	ENTITIES_OF_COLLECTION,
	ENTITY_COLLECTIONS,
	IMAGES,
	INDEXED_ASSETS_OF_INDEX,
	INDEXES,
} from './listed';
export { searchList } from './search';
