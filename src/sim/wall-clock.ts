/** Models nothing: the time of the person who watches, handed in by the composition root. */
export interface WallClock {
  /** Milliseconds since some moment; never goes back. */
  nowMs(): number;
  /** Calls once after so many milliseconds; the result cancels it. */
  after(ms: number, call: () => void): () => void;
}

/** For who does not wait: whenever somebody waits for a time, it is that time. */
export function hurriedClock(): WallClock {
  let nowMs = 0;
  return {
    nowMs: () => nowMs,
    after: (ms, call) => {
      let due = true;
      void Promise.resolve().then(() => {
        if (!due) return;
        nowMs += ms;
        call();
      });
      return () => {
        due = false;
      };
    },
  };
}
