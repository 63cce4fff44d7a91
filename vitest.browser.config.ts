import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

// The page in a real browser, which has to be installed: a command of its own.
export default defineConfig({
    test: { ...base.test, include: ['test/browser/**/*.test.ts'], exclude: [], maxWorkers: 1 },
});
