/** nginx: the mainline image on trixie (nginxinc/docker-nginx). */

import type { RegistryImage } from '../../engine/registry/registry.ts';
import { dir, link, program, type TreeSpec, text } from '../../kernel/tree-spec.ts';
import { TRIXIE_SLIM } from './debian.ts';
import {
  BUILT_CONFIG,
  files,
  layer,
  MANY_ARCHITECTURES,
  note,
  PATH_ENV,
  refusing,
  sizeIn,
  userFiles,
} from './image-parts.ts';

const variables = (version: string): readonly string[] => [
  `NGINX_VERSION=${version}`,
  'NJS_VERSION=1.0.0',
  'NJS_RELEASE=1~trixie',
  'ACME_VERSION=0.4.1',
  'PKG_RELEASE=1~trixie',
  'DYNPKG_RELEASE=1~trixie',
];
const INDEX = `<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
<style>
html { color-scheme: light dark; }
body { width: 35em; margin: 0 auto;
font-family: Tahoma, Verdana, Arial, sans-serif; }
</style>
</head>
<body>
<h1>Welcome to nginx!</h1>
<p>If you see this page, the nginx web server is successfully installed and
working. Further configuration is required.</p>

<p>For online documentation and support please refer to
<a href="http://nginx.org/">nginx.org</a>.<br/>
Commercial support is available at
<a href="http://nginx.com/">nginx.com</a>.</p>

<p><em>Thank you for using nginx.</em></p>
</body>
</html>
`;
const NGINX_CONF = `user  nginx;
worker_processes  auto;

error_log  /var/log/nginx/error.log notice;
pid        /run/nginx.pid;


events {
    worker_connections  1024;
}


http {
    include       /etc/nginx/mime.types;
    default_type  application/octet-stream;

    access_log  /var/log/nginx/access.log  main;

    sendfile        on;

    keepalive_timeout  65;

    include /etc/nginx/conf.d/*.conf;
}
`;
const DEFAULT_CONF = `server {
    listen       80;
    server_name  localhost;

    location / {
        root   /usr/share/nginx/html;
        index  index.html index.htm;
    }
}
`;

const nginxTree = (): TreeSpec => ({
  ...files({
    '/usr/sbin/nginx': program('nginx', 1_595_656),
    '/usr/bin/curl': program('curl', 321_424),
    '/usr/bin/envsubst': refusing(35_336),
    '/usr/lib/nginx/modules': { kind: 'blank', sizeBytes: 70_000_000 },
    '/usr/share/nginx/html/index.html': text(INDEX),
    '/usr/share/nginx/html/50x.html': text('<html><body><h1>An error occurred.</h1></body></html>\n'),
    '/etc/nginx/nginx.conf': text(NGINX_CONF),
    '/etc/nginx/conf.d/default.conf': text(DEFAULT_CONF),
    '/var/log/nginx': dir({ 'access.log': link('/dev/stdout'), 'error.log': link('/dev/stderr') }),
    '/var/cache/nginx': dir({}, { uid: 101 }),
    '/docker-entrypoint.d': dir({}),
    ...Object.fromEntries(
      Object.entries(userFiles('nginx', 101, '/nonexistent', '/bin/false')).flatMap(([, node]) =>
        node.kind === 'dir' ? Object.entries(node.entries).map(([name, file]) => [`/etc/${name}`, file]) : [],
      ),
    ),
  }),
});

const script = (name: string, sizeBytes: number) =>
  layer(`COPY ${name} /docker-entrypoint.d # buildkit`, sizeBytes, () =>
    files({ [`/docker-entrypoint.d/${name}`]: { kind: 'blank', sizeBytes, mode: 0o755 } }),
  );

const image = (version: string, tags: readonly string[], createdMs: number): RegistryImage => ({
  repository: 'nginx',
  tags,
  createdMs,
  comment: 'buildkit.dockerfile.v0',
  architectures: MANY_ARCHITECTURES,
  config: {
    ...BUILT_CONFIG,
    env: [PATH_ENV, ...variables(version)],
    entrypoint: ['/docker-entrypoint.sh'],
    cmd: ['nginx', '-g', 'daemon off;'],
    exposedPorts: ['80/tcp'],
    stopSignal: 'SIGQUIT',
    labels: { maintainer: 'NGINX Docker Maintainers <docker-maint@nginx.com>' },
  },
  steps: [
    TRIXIE_SLIM,
    note('LABEL maintainer=NGINX Docker Maintainers <docker-maint@nginx.com>'),
    ...variables(version).map((one) => note(`ENV ${one}`)),
    layer(
      'RUN /bin/sh -c set -x     && groupadd --system --gid 101 nginx     && useradd --system --gid nginx --no-create-home --home /nonexistent --comment "nginx user" --shell /bin/false --uid 101 nginx # buildkit',
      sizeIn(version, '1.31.3', 82_436_904),
      nginxTree,
    ),
    layer('COPY docker-entrypoint.sh / # buildkit', 1620, () => ({
      'docker-entrypoint.sh': program('nginx-entrypoint', 1620),
    })),
    script('10-listen-on-ipv6-by-default.sh', 2125),
    script('15-local-resolvers.envsh', 389),
    script('20-envsubst-on-templates.sh', 3021),
    script('30-tune-worker-processes.sh', 4619),
    note('ENTRYPOINT ["/docker-entrypoint.sh"]'),
    note('EXPOSE map[80/tcp:{}]'),
    note('STOPSIGNAL SIGQUIT'),
    note('CMD ["nginx" "-g" "daemon off;"]'),
  ],
});

export const NGINX: readonly RegistryImage[] = [
  image(
    '1.31.3',
    ['latest', 'mainline', '1', '1.31', '1.31.3', 'trixie', 'alpine', 'mainline-alpine', '1.31-alpine'],
    1784158255000,
  ),
  image('1.30.2', ['stable', '1.30', '1.30.2', 'stable-alpine', '1.30-alpine'], 1784158200000),
  image('1.27.5', ['1.27', '1.27.5', '1.27-alpine'], 1744924800000),
];
