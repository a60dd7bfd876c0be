/** docker compose over the engine: words after docker/compose v2.40 (its source and documentation; the reference engine has no plugin). */
import { expect, test } from 'vitest';
import { interpolate } from '../../../src/sim/docker-cli/compose/fields.ts';
import { serviceOf } from '../../../src/sim/docker-cli/compose/service.ts';
import { freshMachine, lastSaid } from '../worlds/answers.ts';

const FILE = `services:
  web:
    image: busybox
    command: httpd -f -v -p 80 -h /www
    depends_on: [store]
    ports: ["8080:80"]
    volumes: ["./www:/www:ro"]
  store:
    image: busybox
    command: ["sh", "-c", "echo started; sleep 999"]
    environment:
      COLOUR: \${COLOUR:-blue}
    volumes:
      - data:/data
volumes:
  data:
`;
const project = async (file = FILE) => {
  const machine = freshMachine();
  await lastSaid(
    machine,
    'mkdir -p shop/www',
    'echo page > shop/www/index.html',
    `cat > shop/compose.yaml <<'END'\n${file}END`,
    'cd shop',
  );
  return machine;
};

test('up makes a network, a volume and a container for each service, and says so', async () => {
  const machine = await project();
  expect(await lastSaid(machine, 'docker compose up -d')).toEqual({
    stdout: '',
    stderr: ` Network shop_default  Creating
 Network shop_default  Created
 Volume "shop_data"  Creating
 Volume "shop_data"  Created
 Container shop-store-1  Creating
 Container shop-store-1  Created
 Container shop-web-1  Creating
 Container shop-web-1  Created
 Container shop-store-1  Starting
 Container shop-store-1  Started
 Container shop-web-1  Starting
 Container shop-web-1  Started
`,
    exitCode: 0,
  });
  expect((await lastSaid(machine, 'curl -s localhost:8080')).stdout).toBe('page\n');
  expect((await lastSaid(machine, 'docker compose exec web wget -qO- http://web')).stdout).toBe('page\n');
  expect((await lastSaid(machine, 'docker compose exec store env | grep COLOUR')).stdout).toBe(
    'COLOUR=blue\n',
  );
  expect((await lastSaid(machine, 'docker compose up -d')).stderr).toBe(
    ' Container shop-store-1  Running\n Container shop-web-1  Running\n',
  );
  expect((await lastSaid(machine, 'docker compose logs store')).stdout).toBe('store-1  | started\n');
  expect((await lastSaid(machine, 'docker compose port web 80')).stdout).toBe('0.0.0.0:8080\n');
  expect((await lastSaid(machine, 'docker compose ls')).stdout).toBe(
    'NAME                STATUS              CONFIG FILES\nshop                running(2)          /root/work/shop/compose.yaml\n',
  );
  expect(
    (await lastSaid(machine, 'docker compose ps')).stdout
      .split('\n')
      .map((line) => line.split(/ {2,}/).slice(0, 4)),
  ).toEqual([
    ['NAME', 'IMAGE', 'COMMAND', 'SERVICE'],
    ['shop-store-1', 'busybox', `"sh -c 'echo started…"`, 'store'],
    ['shop-web-1', 'busybox', '"httpd -f -v -p 80 -…"', 'web'],
    [''],
  ]);
});

test('what has changed is made anew; the rest stays', async () => {
  const machine = await project();
  await lastSaid(machine, 'docker compose up -d', "sed -i 's/8080/8081/' compose.yaml");
  expect((await lastSaid(machine, 'docker compose up -d')).stderr).toBe(` Container shop-store-1  Running
 Container shop-web-1  Recreate
 Container shop-web-1  Recreated
 Container shop-web-1  Starting
 Container shop-web-1  Started
`);
  expect((await lastSaid(machine, 'curl -s localhost:8081')).stdout).toBe('page\n');
});

test('down removes containers and the network, with -v the volumes too', async () => {
  const machine = await project();
  await lastSaid(machine, 'docker compose up -d');
  expect((await lastSaid(machine, 'docker compose down -t 0')).stderr).toBe(` Container shop-web-1  Stopping
 Container shop-web-1  Stopped
 Container shop-web-1  Removing
 Container shop-web-1  Removed
 Container shop-store-1  Stopping
 Container shop-store-1  Stopped
 Container shop-store-1  Removing
 Container shop-store-1  Removed
 Network shop_default  Removing
 Network shop_default  Removed
`);
  expect((await lastSaid(machine, 'docker volume ls -q')).stdout).toBe('shop_data\n');
  expect((await lastSaid(machine, 'docker compose down -v')).stderr).toBe(
    ' Volume shop_data  Removing\n Volume shop_data  Removed\n',
  );
  expect((await lastSaid(machine, 'docker compose down')).stderr).toMatch(
    /level=warning msg="Warning: No resource found to remove for project \\"shop\\"."\n$/,
  );
});

test('up without -d shows what is written until all have ended', async () => {
  const machine = await project(
    "services:\n  a:\n    image: busybox\n    command: sh -c 'echo hi; exit 3'\n    network_mode: none\n",
  );
  const said = await lastSaid(machine, 'docker compose up');
  expect(said.stdout).toBe('a-1  | hi\na-1 exited with code 3\n');
  expect(said.stderr.split('\n').at(-2)).toBe('Attaching to a-1');
});

test('a service waits for another to be healthy, or is not started', async () => {
  const health = (check: string) => `services:
  a:
    image: busybox
    command: sleep 99
    healthcheck:
      test: ["CMD-SHELL", "${check}"]
      interval: 1s
      retries: 2
  b:
    image: busybox
    command: sleep 99
    depends_on:
      a:
        condition: service_healthy
`;
  const good = await project(health('true'));
  expect((await lastSaid(good, 'docker compose up -d')).stderr.split('\n').slice(-5)).toEqual([
    ' Container shop-a-1  Waiting',
    ' Container shop-a-1  Healthy',
    ' Container shop-b-1  Starting',
    ' Container shop-b-1  Started',
    '',
  ]);
  const bad = await project(health('false'));
  const said = await lastSaid(bad, 'docker compose up -d');
  expect(said.stderr.split('\n').slice(-3)).toEqual([
    ' Container shop-a-1  Error',
    'dependency failed to start: container shop-a-1 is unhealthy',
    '',
  ]);
  expect(said.exitCode).toBe(1);
});

test('config shows the file as it is understood', async () => {
  const machine = await project(
    "services:\n  a:\n    image: busybox\n    command: sleep 9\n    environment: [X=1]\n    ports: ['127.0.0.1:81:80/udp']\n",
  );
  expect((await lastSaid(machine, 'docker compose -p q config')).stdout).toBe(`name: q
services:
  a:
    command:
      - sleep
      - "9"
    environment:
      X: "1"
    image: busybox
    networks:
      default: null
    ports:
      - mode: ingress
        host_ip: 127.0.0.1
        target: 80
        published: "81"
        protocol: udp
networks:
  default:
    name: q_default
`);
});

test('what is wrong is named', async () => {
  expect(await lastSaid(freshMachine(), 'docker compose up')).toEqual({
    stdout: '',
    stderr: 'no configuration file provided: not found\n',
    exitCode: 1,
  });
  const wrong = async (file: string, words = 'up -d') =>
    (await lastSaid(await project(file), `docker compose ${words}`)).stderr;
  expect(await wrong('services:\n  a:\n    image: busybox\n    networks: [front]\n')).toBe(
    'service "a" refers to undefined network front: invalid compose project\n',
  );
  expect(await wrong('services:\n  a:\n    image: busybox\n    volumes: ["d:/d"]\n')).toBe(
    'service "a" refers to undefined volume d: invalid compose project\n',
  );
  expect(await wrong('services:\n  a: {}\n')).toBe(
    'service "a" has neither an image nor a build context specified: invalid compose project\n',
  );
  expect(await wrong('services:\n  a:\n    image: busybox\n    deploy: {}\n')).toBe(
    "services.a.deploy is real, but this simulator's Compose does not model it\n",
  );
  expect(await wrong(FILE, 'exec web ls')).toBe('service "web" is not running\n');
  expect(await wrong(FILE, 'stop nosuch')).toBe('no such service: nosuch\n');
  expect(await wrong(FILE, 'run web ls')).toBe(
    'docker compose run: a real Compose command, but this simulator does not model it.\n',
  );
  expect(await wrong(`version: "3"\n${FILE}`, 'config -q')).toMatch(
    /level=warning msg="\/root\/work\/shop\/compose.yaml: the attribute `version` is obsolete, it will be ignored, please remove it to avoid potential confusion"\n$/,
  );
});

test('variables and short forms', () => {
  const env = (name: string) => ({ A: 'x', E: '' })[name];
  const braced = (inner: string): string => `$\{${inner}}`.replace('\\', '');
  const missing: string[] = [];
  expect(
    interpolate(['A', 'E:-d', 'E-d', 'B:-d', 'A:+yes', 'B'].map(braced).concat('$A-$$A'), env, (name) =>
      missing.push(name),
    ),
  ).toEqual(['x', 'd', '', 'd', 'yes', '', 'x-$A']);
  expect(missing).toEqual(['B']);
  expect(() => interpolate(braced('B:?give it'), env, () => {})).toThrow(
    'required variable B is missing a value: give it',
  );
  const service = serviceOf(
    'a',
    {
      image: 'i',
      ports: ['80', '1.2.3.4:8080:80', { target: 9, published: 7 }],
      volumes: ['/anon', './x:/y'],
      mem_limit: '64m',
    },
    { project: 'p', directory: '/d', envFile: () => [] },
  );
  expect(service.ports.map(({ hostIp, published, target }) => [hostIp, published, target])).toEqual([
    ['', '', '80'],
    ['1.2.3.4', '8080', '80'],
    ['', '7', '9'],
  ]);
  expect(service.mounts.map(({ type, source, target }) => [type, source, target])).toEqual([
    ['volume', '', '/anon'],
    ['bind', '/d/x', '/y'],
  ]);
  expect(service.flags).toEqual(['--memory=64m']);
});
