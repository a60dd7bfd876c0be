/** GNU long options of ps (ps(1)). Left out: those no lesson or habit touches, which refuse. */
import {
  addColumns,
  list,
  numbers,
  PsError,
  PsNotModelled,
  type PsRequest,
  USAGE_ERRORS,
} from './ps-request.ts';

export function gnuOption(request: PsRequest, word: string, queue: string[]): void {
  const [name = '', given] = word.split(/=(.*)/s);
  const value = (): string => {
    const text = given ?? queue.shift();
    if (text === undefined) throw new PsError(USAGE_ERRORS.list);
    return text;
  };
  switch (name) {
    case 'forest':
      request.forest = true;
      break;
    case 'no-headers':
    case 'no-heading':
      request.noHeaders = true;
      break;
    case 'deselect':
      request.negate = true;
      break;
    case 'pid':
      request.pids.push(...numbers(value()));
      break;
    case 'ppid':
      request.ppids.push(...numbers(value()));
      break;
    case 'sid':
      request.sids.push(...numbers(value()));
      break;
    case 'user':
    case 'User':
      request.users.push(...list(value()));
      break;
    case 'sort':
      request.sort.push(...list(value()));
      break;
    case 'format':
      addColumns(request, value());
      break;
    case 'help':
    case 'info':
    case 'cols':
    case 'columns':
    case 'width':
    case 'rows':
    case 'tty':
    case 'group':
    case 'headers':
      throw new PsNotModelled(`--${name}`);
    default:
      throw new PsError(USAGE_ERRORS.gnu);
  }
}
