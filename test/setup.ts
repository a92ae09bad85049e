import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';

// n8n-core writes an encryption key into its user folder: the developer's own ~/.n8n must stay as it is.
process.env.N8N_USER_FOLDER = join(tmpdir(), 'n8n-nodes-twelvelabs-tests');
mkdirSync(process.env.N8N_USER_FOLDER, { recursive: true });
process.env.N8N_ENCRYPTION_KEY = 'a-key-for-this-test-run-only';
process.env.N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS = 'false';
process.env.N8N_LOG_LEVEL = 'silent';
