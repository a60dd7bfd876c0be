import type { Assertion } from '../domain/goal.ts';
import { map } from './map-decoded.ts';
import { listOf, object, optional, required } from './yaml-objects.ts';
import { boolean, line, text, wholeNumber } from './yaml-scalars.ts';
import { complain, type Decoder } from './yaml-source.ts';

const logsFields = object({
  logs: required(line),
  contains: optional(line),
  equals: optional(text),
  excludes: optional(line),
  sameAsKernel: optional(boolean),
});

const logs: Decoder<Assertion> = (spot) =>
  map(logsFields(spot), ({ logs: container, ...rest }) =>
    Object.keys(rest).length === 0
      ? complain(spot, 'expected at least one of contains, equals, excludes, sameAsKernel')
      : { kind: 'logs', container, ...rest },
  );

const fileFields = object({
  file: required(line),
  in: required(line),
  contains: optional(line),
  equals: optional(text),
  absent: optional(boolean),
});

const file: Decoder<Assertion> = (spot) =>
  map(fileFields(spot), ({ file: path, ...rest }) => {
    if (!path.startsWith('/') && rest.in !== 'host') {
      return complain(spot, `expected a path from the root, found "${path}"`);
    }
    if (rest.absent === true && (rest.contains !== undefined || rest.equals !== undefined)) {
      return complain(spot, 'absent says that the file is not there, so nothing can be said of its text');
    }
    return { kind: 'file', path, ...rest };
  });

const CHANGE = /^[ACD] \/\S.*$/;

const change: Decoder<string> = (spot) =>
  map(line(spot), (words) =>
    CHANGE.test(words)
      ? words
      : complain(spot, `expected a line of docker diff such as "A /hello", found "${words}"`),
  );

const changesFields = object({
  changes: required(line),
  includes: optional(listOf(change, 1)),
  excludes: optional(listOf(change, 1)),
});

const changes: Decoder<Assertion> = (spot) =>
  map(changesFields(spot), ({ changes: container, ...rest }) =>
    Object.keys(rest).length === 0
      ? complain(spot, 'expected includes, excludes or both')
      : { kind: 'changes', container, ...rest },
  );

const reachFields = object({
  reach: required(line),
  from: required(line),
  contains: optional(line),
  status: optional(wholeNumber(100)),
  fails: optional(boolean),
});

const reach: Decoder<Assertion> = (spot) =>
  map(reachFields(spot), ({ reach: url, ...rest }) => {
    const isTcp = /^tcp:\/\/[^\s/:]+:\d{1,5}$/.test(url);
    if (!isTcp && !/^http:\/\/[^\s/]+(\/\S*)?$/.test(url)) {
      return complain(spot, `expected http://HOST/PATH or tcp://HOST:PORT, found "${url}"`);
    }
    const says = rest.contains !== undefined || rest.status !== undefined;
    if (rest.fails === true && says) {
      return complain(spot, 'fails says that nothing answers, so contains and status cannot stand beside it');
    }
    if (isTcp && says) return complain(spot, 'over tcp:// there is neither status nor contains');
    return { kind: 'reach', url, ...rest };
  });

/** Assertions on what is written, served and changed. */
export const contentKinds: Readonly<Record<string, Decoder<Assertion>>> = { logs, file, changes, reach };
