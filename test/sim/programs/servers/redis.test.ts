/** Redis and its client; replies as recorded from Redis 7.0.15. */
import { expect, test } from 'vitest';
import { commandsIn, replyIn, shownReply } from '../../../../src/sim/programs/servers/redis-resp.ts';
import { type RedisStore, runCommand } from '../../../../src/sim/programs/servers/redis-store.ts';
import { ONLINE_HOST } from '../../../../src/sim/worlds/online-host.ts';
import { freshMachine, lastSaid } from '../../worlds/answers.ts';

/** What redis-cli shows at a terminal. */
function session(...lines: readonly string[]): string {
  const store: RedisStore = { keys: new Map(), expires: new Map() };
  return lines
    .map((line) => {
      const read = replyIn(runCommand(store, line.split(' '), 1000) ?? '');
      return read === null ? 'not whole\n' : shownReply(read.reply);
    })
    .join('');
}

test('commands on keys', () => {
  expect(
    session(
      'PING',
      'SET a 1',
      'GET a',
      'GET none',
      'INCR a',
      'INCR b',
      'SET s hello',
      'INCR s',
      'DEL a b',
      'EXISTS s',
      'DBSIZE',
      'TYPE s',
    ),
  ).toBe(
    'PONG\nOK\n"1"\n(nil)\n(integer) 2\n(integer) 1\nOK\n(error) ERR value is not an integer or out of range\n(integer) 2\n(integer) 1\n(integer) 1\nstring\n',
  );
  expect(session('LPUSH l x y', 'RPUSH l z', 'LRANGE l 0 -1', 'GET l', 'KEYS *', 'FLUSHALL', 'KEYS *')).toBe(
    '(integer) 2\n(integer) 3\n1) "y"\n2) "x"\n3) "z"\n(error) WRONGTYPE Operation against a key holding the wrong kind of value\n1) "l"\nOK\n(empty array)\n',
  );
  expect(session('SET', 'FOO bar', 'HSET h a 1', 'SET k v EX 10', 'TTL k', 'TTL none')).toBe(
    "(error) ERR wrong number of arguments for 'set' command\n(error) ERR unknown command 'FOO', with args beginning with: 'bar' \n(error) ERR HSET is a real command, but this simulator's Redis does not model it\nOK\n(integer) 10\n(integer) -2\n",
  );
});

test('a key goes when its time is over', () => {
  const store: RedisStore = { keys: new Map(), expires: new Map() };
  runCommand(store, ['SET', 'k', 'v', 'EX', '10'], 0);
  expect([runCommand(store, ['GET', 'k'], 9999), runCommand(store, ['GET', 'k'], 10_000)]).toEqual([
    '$1\r\nv\r\n',
    '$-1\r\n',
  ]);
});

test('commands may come in pieces, in RESP or as lines', () => {
  expect(commandsIn('*2\r\n$3\r\nGET\r\n$3\r\na')).toEqual({
    commands: [],
    rest: '*2\r\n$3\r\nGET\r\n$3\r\na',
  });
  expect(commandsIn('*1\r\n$4\r\nPING\r\nset a b\r\n')).toEqual({
    commands: [['PING'], ['set', 'a', 'b']],
    rest: '',
  });
});

test('what was saved at the stop is there in the next container over the same volume', async () => {
  const machine = freshMachine({ world: ONLINE_HOST });
  const start = 'docker run -q -d --name r1 -v data:/data redis:7';
  await lastSaid(
    machine,
    start,
    'sleep 1',
    'docker exec r1 redis-cli set colour blue',
    'docker exec r1 redis-cli incr n',
    'docker stop r1',
  );
  expect((await lastSaid(machine, "docker logs --tail 3 r1 | cut -d' ' -f6-")).stdout).toBe(
    '* Saving the final RDB snapshot before exiting.\n* DB saved on disk\n# Redis is now ready to exit, bye bye...\n',
  );
  await lastSaid(machine, 'docker rm r1', start, 'sleep 1');
  expect(
    await lastSaid(
      machine,
      "docker exec r1 redis-cli get colour; docker exec r1 redis-cli keys '*'; docker exec r1 ls /data",
    ),
  ).toEqual({ stdout: 'blue\ncolour\nn\ndump.rdb\n', stderr: '', exitCode: 0 });
  expect(await lastSaid(machine, 'docker run --rm redis:7 redis-cli ping')).toEqual({
    stdout: '',
    stderr: 'Could not connect to Redis at 127.0.0.1:6379: Connection refused\n',
    exitCode: 1,
  });
});
