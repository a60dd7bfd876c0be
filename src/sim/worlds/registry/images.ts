/** All that the registry has. Files of an image are looked at only when it is pulled. */

import { Registry } from '../../engine/registry/registry.ts';
import { ALPINE } from './alpine.ts';
import { BUSYBOX } from './busybox.ts';
import { DEBIAN } from './debian.ts';
import { HELLO_WORLD } from './hello-world.ts';
import { HTTPD } from './httpd.ts';
import { MYSQL } from './mysql.ts';
import { NGINX } from './nginx.ts';
import { NODE } from './node.ts';
import { PORTAINER } from './portainer.ts';
import { POSTGRES } from './postgres.ts';
import { PYTHON } from './python.ts';
import { REDIS } from './redis.ts';
import { UBUNTU } from './ubuntu.ts';
import { WORDPRESS } from './wordpress.ts';
import { WORDPRESS_BOX } from './wordpress-box.ts';

export const REGISTRY = new Registry([
  HELLO_WORLD,
  BUSYBOX,
  ...ALPINE,
  ...DEBIAN,
  ...UBUNTU,
  ...NGINX,
  HTTPD,
  ...REDIS,
  ...MYSQL,
  ...POSTGRES,
  ...PYTHON,
  ...NODE,
  PORTAINER,
  WORDPRESS,
  WORDPRESS_BOX,
]);
