import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

// What a container would do, from the install on; that takes long: a command of its own.
export default defineConfig({
    test: { ...base.test, include: ['test/image/**/*.test.ts'], exclude: [], maxWorkers: 1 },
});
