/** The shortest edit between two lists of lines (Myers 1986), as diff(1) finds it. Invariant: pure; kept lines stand in both, in order. */

export interface Edit {
  readonly kind: 'same' | 'removed' | 'added';
  readonly line: string;
}

export function editsBetween(left: readonly string[], right: readonly string[]): Edit[] {
  const most = left.length + right.length;
  const reach = new Map<number, number>([[1, 0]]);
  const trace: Map<number, number>[] = [];
  for (let distance = 0; distance <= most; distance++) {
    trace.push(new Map(reach));
    for (let diagonal = -distance; diagonal <= distance; diagonal += 2) {
      let x = startOf(reach, diagonal, distance);
      while (x < left.length && x - diagonal < right.length && left[x] === right[x - diagonal]) x++;
      reach.set(diagonal, x);
      if (x >= left.length && x - diagonal >= right.length) return walkBack(left, right, trace);
    }
  }
  return [];
}

function startOf(reach: ReadonlyMap<number, number>, diagonal: number, distance: number): number {
  const [below, above] = [reach.get(diagonal - 1) ?? -1, reach.get(diagonal + 1) ?? -1];
  const down = diagonal === -distance || (diagonal !== distance && below < above);
  return down ? above : below + 1;
}

function walkBack(
  left: readonly string[],
  right: readonly string[],
  trace: readonly ReadonlyMap<number, number>[],
): Edit[] {
  const edits: Edit[] = [];
  let [x, y] = [left.length, right.length];
  for (let distance = trace.length - 1; distance >= 0; distance--) {
    const reach = trace[distance] ?? new Map();
    const diagonal = x - y;
    const [below, above] = [reach.get(diagonal - 1) ?? -1, reach.get(diagonal + 1) ?? -1];
    const down = diagonal === -distance || (diagonal !== distance && below < above);
    const before = down ? diagonal + 1 : diagonal - 1;
    const fromX = reach.get(before) ?? 0;
    const fromY = fromX - before;
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      edits.push({ kind: 'same', line: left[--x] ?? '' });
      y--;
    }
    if (distance === 0) break;
    if (down) edits.push({ kind: 'added', line: right[--y] ?? '' });
    else edits.push({ kind: 'removed', line: left[--x] ?? '' });
  }
  return removedFirst(edits.reverse());
}

/** Within a change, diff shows what goes before what comes. */
function removedFirst(edits: readonly Edit[]): Edit[] {
  const result: Edit[] = [];
  let change: Edit[] = [];
  const flush = (): void => {
    result.push(
      ...change.filter(({ kind }) => kind === 'removed'),
      ...change.filter(({ kind }) => kind === 'added'),
    );
    change = [];
  };
  for (const edit of edits) {
    if (edit.kind !== 'same') change.push(edit);
    else {
      flush();
      result.push(edit);
    }
  }
  flush();
  return result;
}
