export { default } from '../eslint.development.mjs';
