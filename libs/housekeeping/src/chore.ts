/** Something that is done from time to time, by one instance at a time. */
export interface Chore {
  /** Names its lease, so it is the same in every instance. */
  readonly name: string;
  /** How long after it was last completed it is done again, in milliseconds. */
  readonly every: number;
  /**
   * Does it, in units of work of its own, each of them short.
   * @param mayGoOn to be asked between them: false when the time of the lease is up or the service is being shut down
   * @returns whether it came to its end
   */
  run(mayGoOn: () => boolean): Promise<boolean>;
}
