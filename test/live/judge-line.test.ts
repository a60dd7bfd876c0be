import { describe, expect, test } from 'vitest';
import { judgeLine } from '../../src/live/judge-line.ts';

const marks = { label: 'vmvscontainer.session=ab', memory: '256m', cpus: '1', pidsLimit: '128' };

/** The line as it would run, or the rule and sentence that refuse it. */
function judged(line: string): string {
  const it = judgeLine(line, marks);
  return it.kind === 'runs' ? it.shown : `${it.refusal.rule}: ${it.refusal.sentence}`;
}

const targets = (line: string) => {
  const it = judgeLine(line, marks);
  return it.kind === 'runs'
    ? it.steps.flatMap((step) => step.pipeline.flatMap((command) => command.targets))
    : null;
};

const label = '--label vmvscontainer.session=ab';

describe('what runs', () => {
  test.each([
    ['docker run busybox', `docker run ${label} --memory 256m --cpus 1 --pids-limit 128 busybox`],
    ['docker  run -m 64m busybox', `docker run ${label} --cpus 1 --pids-limit 128 -m 64m busybox`],
    [
      'docker run --cpus=2 --pids-limit 9 busybox',
      `docker run ${label} --memory 256m --cpus=2 --pids-limit 9 busybox`,
    ],
    [
      'docker create busybox --privileged',
      `docker create ${label} --memory 256m --cpus 1 --pids-limit 128 busybox --privileged`,
    ],
    [
      'docker container run -d busybox',
      `docker container run ${label} --memory 256m --cpus 1 --pids-limit 128 -d busybox`,
    ],
    [
      `docker run busybox sh -c 'echo $$; sleep 1 > /x'`,
      `docker run ${label} --memory 256m --cpus 1 --pids-limit 128 busybox sh -c 'echo $$; sleep 1 > /x'`,
    ],
    [
      `docker run -e "A=b c" busybox`,
      `docker run ${label} --memory 256m --cpus 1 --pids-limit 128 -e 'A=b c' busybox`,
    ],
    [`docker inspect -f '{{.Name}}' a`, `docker inspect -f '{{.Name}}' a`],
    [
      "docker ps -a | grep it\\'s && ps -ef || sleep 1; uname -r",
      `docker ps -a | grep 'it'\\''s' && ps -ef || sleep 1; uname -r`,
    ],
    ['docker', 'docker'],
    ['docker image ls', 'docker image ls'],
    ['docker run --nonsense --privileged=no busybox', 'docker run --nonsense'],
    ['docker nonsense -x', 'docker nonsense'],
    ['docker exec --nonsense x rm', 'docker exec --nonsense'],
    ['', ''],
  ])('%s', (line, shown) => expect(judged(line)).toBe(shown));
});

test('the containers a line acts on', () => {
  expect(targets('docker stop -t 1 a b; docker exec -it -u root c sh d')).toEqual(['a', 'b', 'c']);
  expect(targets('docker rm -vf a --force -- -b && docker kill --signal=HUP d')).toEqual(['a', '-b', 'd']);
  expect(targets('docker rename a b; docker attach --no-stdin e')).toEqual(['a', 'e']);
  expect(targets('docker run --pid container:f --network=container:g busybox')).toEqual(['f', 'g']);
  expect(targets('docker logs x; docker inspect y; docker top z')).toEqual([]);
});

describe('what is refused on a learner’s machine', () => {
  test.each([
    ['docker run --privileged busybox', '`--privileged` takes the walls'],
    ['docker run -itv /:/host busybox', '`-v` shows the container files'],
    ['docker run --mount type=bind,source=/,target=/h busybox', '`--mount` shows'],
    ['docker run --network=host busybox', '`--network host` would leave'],
    ['docker run --net host busybox', '`--net host` would leave'],
    ['docker run --cap-add ALL busybox', '`--cap-add` gives'],
    ['docker run --cidfile /etc/x busybox', '`--cidfile` writes'],
    ['docker run --label vmvscontainer.session=other busybox', 'Labels that begin'],
    ['docker exec --privileged a sh', '`docker exec --privileged` reaches'],
    ['docker -H tcp://x ps', '`docker -H` changes'],
    ['docker --context x ps', '`docker --context` changes'],
    ['docker system prune -af', '`docker system prune` could change'],
    ['docker container prune -f', '`docker container prune` could touch'],
    ['sudo docker ps', '`sudo` does not run'],
    ['constructor', '`constructor` does not run'],
    ['hostname evil', '`hostname` with these words'],
    ['date -s 2020-01-01', '`date` with these words'],
    ['sort -o /etc/x', '`sort` with these words'],
    ['echo $(id)', 'the substitution `$(id)`'],
    ['echo `id`', 'the substitution'],
    ['echo "a $HOME"', '`$HOME`'],
    ['cat <(id)', 'the substitution'],
    ['ls *', '`*`'],
    ['ls ~/x', '`~`'],
    ['echo {a,b}', '`{a,b}`'],
    ['sleep 5 &', '`&` at the end'],
    ['for i in 1 2; do docker ps; done', 'a loop'],
    ['(docker ps)', 'a loop, condition, group'],
    ['A=1 docker ps', 'a variable assignment'],
    ['A=1', 'a variable assignment'],
    ['! docker ps', '`!` or `time`'],
    ['docker ps |& wc', '`|&`'],
    ['docker stop a; dd if=b', '`dd` does not run'],
    ['docker run -e A=$HOME busybox', '`$HOME`'],
  ])('%s', (line, beginning) => {
    const said = judged(line);
    expect(said).toMatch(/^not-allowed: .*\.$/);
    expect(said).toContain(beginning);
  });

  test('a line that is not whole is not understood', () => {
    expect(judged(`echo 'open`)).toMatch(/^not-understood: This line is not whole .*\.$/);
    expect(judged('docker ps |')).toMatch(/^not-understood: /);
  });
});
