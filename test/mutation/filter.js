/** Has Jest load only the test files that `runner.mjs` names; all where it names none. */
module.exports = async (files) => {
	const named = process.env.MUTATION_TEST_FILES?.split('\n');
	return { filtered: named ? files.filter((file) => named.includes(file)) : files };
};
