import { execFile } from 'node:child_process';

/** What a command says and how it ends; it is no failure of the test where it fails. */
export const runFile = async (
	file: string,
	args: string[],
	cwd: string,
	env: NodeJS.ProcessEnv = process.env,
) =>
	await new Promise<{ code: number; stdout: string; stderr: string }>((done) => {
		execFile(file, args, { cwd, env }, (error, stdout, stderr) => {
			done({ code: Number(error?.code ?? 0), stdout, stderr });
		});
	});
