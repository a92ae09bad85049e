import config from '../../rolldown.config.mjs';

/** The package as another version has it: `OTHER_VERSION` is where it goes to. See `asOtherVersion`. */
export default {
	...config,
	output: {
		...config.output,
		dir: process.env.OTHER_VERSION,
		// A file that takes one of the published version for one of its own finds nothing in it.
		minifyInternalExports: false,
		sourcemap: false,
	},
};
