import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

// The documentation as a reader types it, with the real npx, and with psql where that is installed.
process.env.DOCS_NPX = 'real';

export default defineConfig({
    test: { ...base.test, include: ['test/docs/**/*.{test,walk}.ts'], exclude: [] },
});
