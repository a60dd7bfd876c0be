/**
 * The commands of the curriculum's 52 labs (labs.json), as they are typed on the learner's own machine. Where that is not the
 * line of the simulator, a comment says why.
 */
export const labLines: Readonly<Record<string, readonly string[]>> = {
  'intro-1': ['docker run --name vvc-first busybox echo hello'],
  'intro-2': ['docker run --name vvc-kernel busybox uname -r'],
  'intro-3': [
    'docker run -d --name vvc-proc busybox sleep 1000',
    'docker inspect -f "{{.State.Pid}}" vvc-proc',
  ],
  'ns-1': ['docker run -d --name vvc-ns busybox sleep 1000'],
  'ns-2': ['docker run -d --name vvc-join --network container:vvc-ns busybox sleep 1000'],
  'ns-3': ['docker run -d --name vvc-uts --hostname lab busybox sleep 1000'],
  'ns-4': ['docker run -d --name vvc-hostpid --pid host busybox sleep 1000'],
  'cg-1': ['docker run -d --name vvc-mem --memory 64m busybox sleep 1000'],
  'cg-2': ['docker update --memory 128m --memory-swap 256m vvc-mem'],
  'cg-3': ['docker run --name vvc-oom --memory 16m --memory-swap 16m busybox tail /dev/zero'],
  'cg-4': [
    "docker run --name vvc-pids --pids-limit 5 busybox sh -c 'for i in 1 2 3 4 5 6 7; do sleep 3 & done; wait'",
  ],
  'cg-5': ['docker run -d --name vvc-pause busybox sleep 1000', 'docker pause vvc-pause'],
  'pid1-1': ['docker run --name vvc-exit busybox'],
  'pid1-2': ['docker run -dit --name vvc-keep busybox'],
  'pid1-3': ['docker run -d --name vvc-slow busybox sleep 1000', 'docker stop vvc-slow'],
  'pid1-4': ['docker run -d --init --name vvc-fast busybox sleep 1000', 'docker stop vvc-fast'],
  'pid1-5': [
    'docker run -d --name vvc-trap busybox sh -c \'trap "echo bye; exit 0" TERM; while :; do sleep 1; done\'',
    'sleep 0.5; docker stop vvc-trap',
  ],
  'pid1-6': ["docker run --name vvc-seven busybox sh -c 'exit 7'"],
  'pid1-7': ["docker run -d --restart on-failure:3 --name vvc-retry busybox sh -c 'exit 1'", 'sleep 4'],
  'pid1-8': [
    "docker run -d --name vvc-sick --health-cmd 'test -f /ok' --health-interval 1s --health-retries 2 busybox sleep 1000",
    'sleep 4',
  ],
  'pid1-9': [
    "docker run -d --name vvc-cron busybox sh -c 'mkdir -p /var/spool/cron/crontabs && exec crond -f'",
    'sleep 1',
  ],
  'pid1-10': ['docker run --name vvc-nocmd busybox nosuchcmd'],
  'pid1-11': ["docker run -d --name vvc-zombie busybox sh -c '(sleep 0.2 &); exec sleep 1000'", 'sleep 1'],
  'img-1': ["docker run --name vvc-diff busybox sh -c 'echo hi > /hello; rm /bin/wget'"],
  'img-2': ['docker commit vvc-diff vvc-img'],
  'img-3': [
    'docker run -d --name vvc-two1 busybox sleep 1000',
    'docker run -d --name vvc-two2 busybox sleep 1000',
  ],
  // Without words for it a guest is limited, so "no limit" is asked for.
  'res-1': ['docker run -d --name vvc-free --memory 0 --cpus 0 busybox sleep 1000'],
  'res-2': ["docker run -d --name vvc-cpu --cpus 0.25 busybox sh -c 'while :; do :; done'", 'sleep 4'],
  // There is no shell here that could loop.
  'res-3': [
    'docker run -d --name vvc-over1 --memory 20g busybox sleep 1000',
    'docker run -d --name vvc-over2 --memory 20g busybox sleep 1000',
    'docker run -d --name vvc-over3 --memory 20g busybox sleep 1000',
  ],
  'per-1': [
    'docker run -dit --name vvc-note busybox',
    "docker exec vvc-note sh -c 'echo hello > /note.txt'",
    'docker restart -t 0 vvc-note',
  ],
  'per-2': ['docker rm -f vvc-note', 'docker run -dit --name vvc-note busybox'],
  'per-3': [
    'docker volume create vvc-data',
    "docker run --name vvc-w -v vvc-data:/data busybox sh -c 'echo kept > /data/f'",
    'docker rm vvc-w',
    'docker run --name vvc-r -v vvc-data:/data busybox cat /data/f',
  ],
  'per-4': ['docker run -d --name vvc-anon -v /data busybox sleep 1000'],
  'per-5': [
    'docker run -d --name vvc-tmp --tmpfs /scratch:size=8m busybox sleep 1000',
    'docker exec vvc-tmp touch /scratch/x',
    'docker restart -t 0 vvc-tmp',
  ],
  'per-6': ['docker run --name vvc-ro --read-only busybox touch /x'],
  // $TMP is the labs' folder, in which lines run.
  'per-7': ["mkdir -p bind && docker run --name vvc-bind -v ./bind:/out busybox sh -c 'echo x > /out/f'"],
  'net-1': ['docker run -d --name vvc-br busybox sleep 1000'],
  'net-2': [
    "docker run -d --name vvc-web -p 127.0.0.1:18088:80 busybox sh -c 'mkdir /www; echo web > /www/index.html; exec httpd -f -h /www'",
    'sleep 0.5',
  ],
  'net-3': ['docker run -d --name vvc-clash -p 127.0.0.1:18088:80 busybox httpd -f'],
  'net-4': ['docker run -d --name vvc-web2 -p 127.0.0.1:18089:80 busybox httpd -f'],
  'net-5': [
    'docker network create vvc-net',
    'docker network connect vvc-net vvc-web',
    'docker run --name vvc-client --network vvc-net busybox wget -qO- http://vvc-web/',
  ],
  'net-6': [
    'docker network create -d bridge --subnet 192.168.248.0/24 -o com.docker.network.bridge.name=vvclan0 vvc-lan',
    'docker network create -d macvlan --subnet 192.168.249.0/24 -o parent=vvclan0 vvc-mv',
    'docker run -d --name vvc-mvc --network vvc-mv -p 18090:80 busybox httpd -f',
  ],
  'net-7': ['docker run --name vvc-none --network none busybox ip addr'],
  'net-8': [
    'docker network create -d bridge --subnet 192.168.250.0/24 -o com.docker.network.bridge.name=vvclan1 vvc-lan2',
    "docker run -d --name vvc-peer --network vvc-lan2 --cap-add NET_ADMIN busybox sh -c 'ip addr add 192.168.251.10/24 dev eth0; exec sleep 1000'",
    'docker network create -d macvlan --subnet 192.168.251.0/24 -o parent=vvclan1 vvc-mv2',
    'docker run -d --name vvc-m1 --network vvc-mv2 --ip 192.168.251.20 busybox httpd -f -h /etc',
    'docker run -d --name vvc-m2 --network vvc-mv2 --ip 192.168.251.21 busybox httpd -f -h /etc',
    'sleep 1',
  ],
  'sec-1': ['docker run --name vvc-caps busybox grep CapEff /proc/1/status'],
  'sec-2': [
    "docker run --name vvc-user --user 1000:1000 busybox sh -c 'id -u; grep CapEff /proc/self/status'",
  ],
  'sec-3': [
    'docker run -d --name vvc-hard --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges --pids-limit 64 --memory 64m --user 65534:65534 busybox sleep 1000',
  ],
  'sec-4': ['docker run --name vvc-unshare busybox unshare -U true'],
  // The app has put arm.tar into the labs' folder.
  'por-1': [
    'docker import --platform linux/arm64 -c \'CMD ["/hello"]\' arm.tar vvc-arm',
    'docker run --name vvc-armrun vvc-arm',
  ],
  // $TMP is the labs' folder.
  'por-2': [
    'docker tag busybox vvc-bb:1',
    'docker save vvc-bb:1 -o bb.tar',
    'docker rmi vvc-bb:1',
    'docker load -i bb.tar',
  ],
  'por-3': ['docker create --name vvc-exp busybox', 'docker export vvc-exp | docker import - vvc-flat'],
  'both-1': [
    'docker network create vvc-app',
    "docker run -d --name vvc-db --network vvc-app -v vvc-dbdata:/var/lib/db busybox sh -c 'echo rows > /var/lib/db/index.html; exec httpd -f -p 3306 -h /var/lib/db'",
    "docker run -d --name vvc-front --network vvc-app -p 127.0.0.1:18091:80 busybox sh -c 'mkdir /www; sleep 1; wget -qO /www/index.html http://vvc-db:3306/; exec httpd -f -h /www'",
    'sleep 3',
  ],
};
