import type { CodeEntry } from './explanation';

/**
 * What TwelveLabs takes. Marengo 3.0 indexes and embeds, Pegasus 1.5 analyzes. From the input requirements of /embed-v2,
 * /analyze/tasks and /assets. Copies of the error codes page from 2025 have 10 seconds to 2 hours, which was an older Marengo.
 */
const LIMITS = {
	shortestSeconds: 4,
	longestToIndex: '4 hours',
	longestToAnalyze: '2 hours',
	longestToAnalyzeAtOnce: '1 hour',
	smallest: '360x360',
	largest: '5184x2160',
	aspect: 'between 1:1 and 2.4:1, or between 1:1 and 1:2.4 where it stands upright',
	largestToIndex: '4 GB',
	largestDirectUpload: '200 MB',
	largestImage: '32 MB',
};

const RESOLUTION = `TwelveLabs takes videos from ${LIMITS.smallest} to ${LIMITS.largest} pixels.`;
const DURATION = `Indexing takes videos of ${LIMITS.shortestSeconds} seconds to ${LIMITS.longestToIndex}, analysis of at most ${LIMITS.longestToAnalyze}, or ${LIMITS.longestToAnalyzeAtOnce} when it answers at once.`;

/** n8n has no node that changes videos, and since 2.0 hides Execute Command unless NODES_EXCLUDE says otherwise. */
const ffmpeg = (options: string) =>
	`FFmpeg does that with ${options}, in n8n through an Execute Command node where that is enabled. Upload the result as a new asset.`;

/**
 * The codes of /tasks about what a file has to be. They hold for assets, embedding and analysis too; the last two were seen
 * only.
 */
export const FILE_CODES: Readonly<Record<string, CodeEntry>> = {
	video_resolution_too_low: {
		message: 'The resolution of the video is too low',
		next: `${RESOLUTION} Use a larger version of it, or scale it up. ${ffmpeg('-vf scale=-2:1080')}`,
	},
	video_resolution_too_high: {
		message: 'The resolution of the video is too high',
		next: `${RESOLUTION} Scale it down. ${ffmpeg('-vf scale=-2:1080')}`,
	},
	video_resolution_invalid_aspect_ratio: {
		message: 'TwelveLabs does not take the aspect ratio of the video',
		next: `It has to be ${LIMITS.aspect}. Crop the video or add bars. ${ffmpeg('-vf pad=iw:iw/2:-1:-1 (too wide) or -vf pad=ih/2:ih:-1:-1 (too tall)')}`,
	},
	video_duration_too_short: {
		message: 'The video is too short',
		next: `${DURATION} Leave shorter ones out with a Filter node, or hold the last frame. ${ffmpeg(`-vf tpad=stop_mode=clone:stop_duration=${LIMITS.shortestSeconds}`)}`,
	},
	video_duration_too_long: {
		message: 'The video is too long',
		next: `${DURATION} Trim it or split it. ${ffmpeg('-c copy -f segment -segment_time 3600 -reset_timestamps 1')}`,
	},
	video_file_broken: {
		message: 'TwelveLabs could not read the video',
		next: `Check that the file is complete, plays to its end and has a picture: some calls take audio files for broken videos. Then encode it anew. ${ffmpeg('-c:v libx264 -c:a aac')}`,
	},
	video_filesize_too_large: {
		message: 'The file is too large',
		next: `Indexing takes files of at most ${LIMITS.largestToIndex}, a direct upload ${LIMITS.largestDirectUpload}, an image ${LIMITS.largestImage}. Upload it by URL or in parts, split it, or encode it with a lower bit rate. ${ffmpeg('-c:v libx264 -crf 28')}`,
	},
	audio_file_broken: {
		message: 'TwelveLabs could not read the audio',
		next: `Check that the file is complete and plays to its end, then encode it anew, as WAV, MP3 or FLAC. ${ffmpeg('-vn and a name that ends in .mp3')}`,
	},
	unsupported_file_type: {
		message: 'TwelveLabs does not take files of this type',
		next: `Videos can have any format that FFmpeg reads, audio WAV, MP3 or FLAC, images JPEG or PNG. A URL has to lead to the file itself, not to a page that shows it. Convert the file. ${ffmpeg('-c:v libx264 -c:a aac')}`,
	},
};
