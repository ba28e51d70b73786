export declare function findChromium(): string | undefined;
export declare const NO_BROWSER: string;
