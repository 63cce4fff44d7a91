/** Maps a domain to a range; a domain of a single point is mapped to the start of the range. */
export function linear(
    [from, to]: readonly [number, number],
    [start, end]: readonly [number, number],
): (value: number) => number {
    const factor = to === from ? 0 : (end - start) / (to - from);
    return (value) => round(start + (value - from) * factor);
}

/** A tenth of a pixel is enough. */
export const round = (value: number): number => Math.round(value * 10) / 10;

/** Round numbers of 1, 2 or 5 and zeros, about `count` of them, the last not below `to`. */
export function niceTicks(from: number, to: number, count = 4): number[] {
    if (!(to > from)) return [from, from + 1];
    const raw = (to - from) / count;
    const power = 10 ** Math.floor(Math.log10(raw));
    // Quarters of a hundred are round, those of one or ten are not.
    const factors = power >= 10 ? [1, 2, 2.5, 5, 10] : [1, 2, 5, 10];
    const step = power * (factors.find((factor) => factor * power >= raw * 0.999) ?? 10);
    const first = Math.floor(from / step);
    const last = Math.ceil(to / step - 1e-9);
    // Multiplied, since added steps drift: 0.1 + 0.2 is not 0.3.
    return Array.from({ length: last - first + 1 }, (_, i) =>
        Number(((first + i) * step).toPrecision(12)),
    );
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const steps = [
    ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
    ...[1, 2, 5, 10, 15, 30].map((n) => n * second),
    ...[1, 2, 5, 10, 15, 30].map((n) => n * minute),
    ...[1, 2, 3, 6, 12].map((n) => n * hour),
    ...[1, 2, 7, 14, 30, 90, 180, 365, 730, 1825, 3650].map((n) => n * day),
];

export interface Ticks {
    step: number;
    at: number[];
}

/** Moments that a clock shows as round numbers, at most `count` of them, within the interval. */
export function timeTicks(from: number, to: number, count = 6): Ticks {
    const largest = 3650 * day;
    const step =
        steps.find((size) => (to - from) / size <= count) ??
        largest * Math.ceil((to - from) / largest / count);
    const first = Math.ceil(from / step);
    const last = Math.floor(to / step);
    return { step, at: Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step) };
}

/** The middle value; the mean of the two in the middle of an even number; undefined of none. */
export function median(values: readonly number[]): number | undefined {
    const sorted = [...values].sort((a, b) => a - b);
    const half = Math.floor(sorted.length / 2);
    const [low, high] = [sorted[half - 1], sorted[half]];
    return sorted.length % 2 === 0 && low !== undefined && high !== undefined
        ? (low + high) / 2
        : high;
}

/** A whole number with its thousands set apart; bigint arrives as text. */
export function formatCount(value: string | number | null | undefined): string {
    return String(value ?? '').replace(/\B(?=(\d{3})+$)/g, '\u202f');
}
