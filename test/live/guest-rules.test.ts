import { describe, expect, test } from 'vitest';
import { judgeLine } from '../../src/live/judge-line.ts';
import { guestMarks, podmanMarks } from './guest-marks.ts';

/** The line as it would run, or the sentence that refuses it. */
function judged(line: string, marks = guestMarks): string {
  const it = judgeLine(line, marks);
  return it.kind === 'runs' ? it.shown : it.refusal.sentence;
}

const needs = (line: string) => {
  const it = judgeLine(line, guestMarks);
  return it.kind === 'runs'
    ? it.steps.flatMap((step) => step.pipeline.flatMap((command) => command.needs ?? []))
    : it.refusal.sentence;
};

const label = '--label vmvscontainer.session=ab';
const imageLabel = 'vmvscontainer.image=ab';
const limits = '--memory 256m --cpus 1 --pids-limit 128';
const run = `docker run ${label} --name vvc-ab-1 ${limits}`;
const named = `docker run ${label} ${limits} --name vvc-a`;
const looking = '--read-only --user 54321:54321 --cap-drop ALL --security-opt no-new-privileges';

describe('what runs, and as what', () => {
  test.each([
    // Names.
    ['docker run busybox', `${run} busybox`],
    ['docker run --name vvc-a busybox', `${named} busybox`],
    [
      'docker run busybox; docker run busybox',
      `${run} busybox; ${run.replace('vvc-ab-1', 'vvc-ab-1-2')} busybox`,
    ],
    // Ports.
    ['docker run -p 8080:80 busybox', `${run} -p 127.0.0.1:8080:80 busybox`],
    ['docker run --publish=0.0.0.0:8080:80/udp busybox', `${run} -p 127.0.0.1:8080:80/udp busybox`],
    ['docker run -dp 80 busybox', `${run} -d -p 127.0.0.1::80 busybox`],
    ['docker run -p 127.0.0.1:8080:80 busybox', `${run} -p 127.0.0.1:8080:80 busybox`],
    ['docker run -p 5000:80 busybox', `${run} -p 127.0.0.1:5001:80 busybox`],
    ['docker run -p nonsense busybox', `${run} -p nonsense busybox`],
    // Volumes and folders.
    [
      'docker run -v vvc-data:/data busybox',
      `${run} --mount type=volume,source=vvc-data,target=/data,volume-label=vmvscontainer.session=ab busybox`,
    ],
    [
      'docker run -v vvc-data:/data:ro busybox',
      `${run} --mount type=volume,source=vvc-data,target=/data,readonly,volume-label=vmvscontainer.session=ab busybox`,
    ],
    [
      'docker run -dv /data busybox',
      `${run} -d --mount type=volume,target=/data,volume-label=vmvscontainer.session=ab busybox`,
    ],
    ['docker run -v ./out:/out busybox', `${run} -v /lab/out:/out busybox`],
    ['docker run -v "$PWD/out:/out:ro" busybox', `${run} -v /lab/out:/out:ro busybox`],
    [
      'docker run --mount type=volume,src=vvc-d,dst=/d busybox',
      `${run} --mount type=volume,src=vvc-d,dst=/d,volume-label=vmvscontainer.session=ab busybox`,
    ],
    [
      'docker run --mount type=bind,source=in,target=/in,readonly busybox',
      `${run} --mount type=bind,source=/lab/in,target=/in,readonly busybox`,
    ],
    ['docker run --mount type=tmpfs,target=/t busybox', `${run} --mount type=tmpfs,target=/t busybox`],
    ['docker run --tmpfs /scratch:size=8m busybox', `${run} --tmpfs /scratch:size=8m busybox`],
    // Namespaces.
    [
      'docker run --pid host --name vvc-a busybox ps',
      `docker run ${label} ${limits} ${looking} --pid host --name vvc-a busybox ps`,
    ],
    ['docker run --network vvc-net busybox', `${run} --network vvc-net busybox`],
    [
      'docker run --network vvc-net --cap-add NET_ADMIN busybox',
      `${run} --network vvc-net --cap-add NET_ADMIN busybox`,
    ],
    [
      'docker run --cap-drop ALL --cap-add net_bind_service busybox',
      `${run} --cap-drop ALL --cap-add net_bind_service busybox`,
    ],
    // Limits.
    [
      'docker run --memory 0 --cpus 0 busybox',
      `docker run ${label} --name vvc-ab-1 --pids-limit 128 --memory 0 --cpus 0 busybox`,
    ],
    // Networks, volumes, images.
    ['docker network create vvc-net', `docker network create ${label} vvc-net`],
    [
      'docker network create -d macvlan --subnet 192.168.249.0/24 -o parent=vvclan0 vvc-mv',
      `docker network create ${label} -d macvlan --subnet 192.168.249.0/24 -o parent=vvclan0 vvc-mv`,
    ],
    ['docker network disconnect bridge vvc-a', 'docker network disconnect bridge vvc-a'],
    ['docker volume create vvc-data', `docker volume create ${label} vvc-data`],
    ['docker volume create', `docker volume create ${label}`],
    ['docker commit vvc-a vvc-img', `docker commit --change 'LABEL ${imageLabel}' vvc-a vvc-img`],
    ['docker tag busybox vvc-bb:1', 'docker tag busybox vvc-bb:1'],
    ['docker image rm vvc-bb:1', 'docker image rm vvc-bb:1'],
    ['docker save vvc-bb:1 -o bb.tar', 'docker save vvc-bb:1 -o /lab/bb.tar'],
    ['docker load --input=bb.tar', 'docker load --input /lab/bb.tar'],
    [
      'docker export vvc-a | docker import - vvc-flat',
      `docker export vvc-a | docker import --change 'LABEL ${imageLabel}' - vvc-flat`,
    ],
    [
      'docker build -t vvc-x -f deeper/Dockerfile .',
      `docker build --label ${imageLabel} --force-rm -t vvc-x -f /lab/deeper/Dockerfile /lab`,
    ],
    ['docker cp vvc-a:/etc/hosts ./hosts', 'docker cp vvc-a:/etc/hosts /lab/hosts'],
    ['docker cp ./in/. vvc-a:/in', 'docker cp /lab/in/. vvc-a:/in'],
    ['docker pull busybox', 'docker pull busybox'],
    ['docker stats', 'docker stats --no-stream'],
    // Files and programs of this computer.
    ['docker export vvc-a > a.tar', 'docker export vvc-a > /lab/a.tar'],
    ['docker logs vvc-a 2>&1 | grep x >> found', 'docker logs vvc-a 2>&1 | grep x >> /lab/found'],
    ['cat < found 2>/dev/null', 'cat < /lab/found 2>/dev/null'],
    ['mkdir -p a/b && touch a/b/c; rm -rf a', 'mkdir -p /lab/a/b && touch /lab/a/b/c; rm -rf /lab/a'],
    ['curl -s http://127.0.0.1:18088/', 'curl -s http://127.0.0.1:18088/'],
    ['curl -s localhost:5000/x', 'curl -s localhost:5001/x'],
    ['ip addr show eth0', 'ip addr show eth0'],
  ])('%s', (line, shown) => expect(judged(line)).toBe(shown));

  test('podman is called by its name, and by docker’s', () => {
    expect(judged('docker run --name vvc-a busybox', podmanMarks)).toBe(
      `podman run ${label} ${limits} --name vvc-a busybox`,
    );
    expect(judged('podman ps', podmanMarks)).toBe('podman ps');
    expect(judged('docker run -v vvc-data:/data busybox', podmanMarks)).toBe(
      `podman run ${label} --name vvc-ab-1 ${limits} -v vvc-data:/data busybox`,
    );
  });
});

test('what must hold in the moment before', () => {
  expect(needs('docker run -v vvc-d:/d --network vvc-n -p 8080:80 busybox')).toEqual([
    { kind: 'ours', of: 'volume', name: 'vvc-d' },
    { kind: 'ours', of: 'network', name: 'vvc-n' },
    { kind: 'port', port: 8080 },
  ]);
  expect(needs('docker commit vvc-a vvc-img')).toEqual([{ kind: 'image-name', name: 'vvc-img' }]);
  expect(needs('docker load -i bb.tar')).toEqual([{ kind: 'image-file', path: '/lab/bb.tar' }]);
  expect(needs('docker rm -f vvc-a')).toEqual([{ kind: 'volumes-left', container: 'vvc-a' }]);
  expect(needs('docker exec -u 0 vvc-a sh')).toEqual([{ kind: 'own-pids', container: 'vvc-a' }]);
  expect(needs('docker run --pid container:vvc-a busybox')).toEqual([
    { kind: 'own-pids', container: 'vvc-a' },
  ]);
  expect(needs('docker rmi busybox vvc-x; docker volume rm vvc-d; docker network rm n')).toEqual([
    { kind: 'ours', of: 'image', name: 'busybox' },
    { kind: 'ours', of: 'image', name: 'vvc-x' },
    { kind: 'ours', of: 'volume', name: 'vvc-d' },
    { kind: 'ours', of: 'network', name: 'n' },
  ]);
});

describe('what is refused, and by which rule', () => {
  test.each([
    // Names.
    [
      'docker run --name web busybox',
      'begin with `vvc-`, so that you know a container when you see it: call it `vvc-web`',
    ],
    ['docker network create lan', 'call it `vvc-lan`'],
    ['docker volume create data', 'call it `vvc-data`'],
    ['docker tag busybox bb', 'call it `vvc-bb`'],
    ['docker commit vvc-a img', 'call it `vvc-img`'],
    ['docker rename vvc-a b', 'call it `vvc-b`'],
    ['docker run -v data:/data busybox', 'call it `vvc-data`'],
    // Files.
    ['docker run -v /:/host busybox', '`/` is outside the folder of the labs (/lab)'],
    ['docker run -v /var/run/docker.sock:/s busybox', 'is outside the folder of the labs'],
    ['docker run -v ../x:/x busybox', '`../x` is outside'],
    ['docker run -v "$PWD/../x:/x" busybox', 'is outside'],
    ['docker run --mount type=bind,source=/etc,target=/e busybox', '`--mount` shows'],
    [`docker run --mount '"type=bind",source=vvc-,"source=/",target=/h' busybox`, 'quotes'],
    ['docker run --mount source=vvc-a,type=volume,source=/,target=/h busybox', 'twice'],
    ['docker run --mount type=volume,source=vvc-a,src=/,target=/h busybox', 'twice'],
    ['docker run --mount type=volume,source=vvc-a,target=/h,volume-opt=device=/ busybox', '`volume-opt`'],
    ['docker run -v vvc-a:/h:rshared busybox', '`rshared`'],
    ['docker cp vvc-a:/x /etc/x', '`/etc/x` is outside'],
    ['docker save busybox -o /tmp/x', '`/tmp/x` is outside'],
    ['docker ps > /tmp/x', '`/tmp/x` is outside'],
    ['docker build /', '`/` is outside'],
    ['docker build -f /etc/passwd .', '`/etc/passwd` is outside'],
    ['rm -rf /', '`/` is outside'],
    ['rm -rf .', '`.` is outside'],
    ['mkdir /x', '`/x` is outside'],
    // Walls.
    ['docker run --pid host -u 0 busybox', 'only looks here, so it runs as nobody and `-u`'],
    ['docker run --pid host --cap-add KILL busybox', '`--cap-add`'],
    ['docker run --network host busybox', '`--network host` would leave'],
    ['docker run --network name=host busybox', 'call it `vvc-host`'],
    ['docker run --network name=vvc-a,name=host busybox', 'begin with `vvc-`'],
    ['docker run --ipc host busybox', '`--ipc host` would leave'],
    ['docker run --cap-add NET_ADMIN busybox', 'only together with `--network`'],
    ['docker run --cap-add NET_ADMIN --network bridge busybox', 'only together with `--network`'],
    ['docker run --cap-add SYS_ADMIN busybox', '`--cap-add` gives'],
    ['docker run --security-opt seccomp=unconfined busybox', '`--security-opt seccomp=unconfined` loosens'],
    ['docker run --pids-limit -1 busybox', '`--pids-limit -1` lets'],
    ['docker update --pids-limit 0 vvc-a', '`--pids-limit 0` lets'],
    ['docker run --sysctl kernel.x=1 busybox', '`--sysctl kernel.x=1` changes'],
    ['docker run --log-driver syslog busybox', '`--log-driver syslog` sends'],
    ['docker run --oom-score-adj -500 busybox', '`--oom-score-adj -500` lets'],
    ['docker run -P busybox', '`-P` opens ports'],
    ['docker run -p a:b:c:d busybox', 'is not understood here'],
    ['docker run -p published=80,target=80 busybox', 'is not understood here'],
    ['docker volume create -o type=none -o device=/ -o o=bind vvc-x', '`-o` can make a volume of any folder'],
    ['docker network create -d macvlan -o parent=eth0 vvc-x', '`parent=eth0` puts containers on a card'],
    ['docker network create --subnet 192.168.1.0/24 vvc-x', 'could cut your computer off'],
    ['docker network create --subnet 8.8.8.0/24 vvc-x', 'could cut your computer off'],
    ['docker network create --subnet 10.0.0.0/8 vvc-x', 'could cut your computer off'],
    ['docker network create -d overlay vvc-x', 'network driver `overlay`'],
    ['docker network create -o com.docker.network.bridge.host_binding_ipv4=0.0.0.0 vvc-x', 'changes more'],
    ['docker network prune -f', '`docker network prune` could change'],
    ['docker image prune -af', '`docker image prune` could change'],
    ['docker load < x.tar', 'give the file by its name'],
    ['docker pull -a busybox', '`docker pull -a`'],
    ['docker push vvc-x', '`docker push` is not used'],
    ['docker build --secret id=x .', '`docker build --secret`'],
    ['docker build --network host .', '`--network host` lets a build'],
    ["docker commit -c 'LABEL vmvscontainer.session=x' vvc-a", 'Labels that begin'],
    // Programs.
    ['curl http://example.com/', '`curl` with these words'],
    ['curl -o /etc/x http://127.0.0.1/', '`curl` with these words'],
    ['wget http://127.0.0.1/', '`wget` with these words'],
    ['ip link set eth0 down', '`ip` with these words'],
    ['ip addr add 1.2.3.4 dev eth0', '`ip` with these words'],
    ['ping 127.0.0.1', '`ping` with these words'],
    ['dd if=/dev/zero', '`dd` does not run'],
    ['cat <<< x', 'text for input'],
    ['docker ps > x | cat', '`>` before `|`'],
  ])('%s', (line, beginning) => {
    const said = judged(line);
    expect(said).toContain(beginning);
    expect(said).toMatch(/\.$/);
  });
});
