/** The two Apaches there are here: the httpd image's own build, and Debian's apache2, on which wordpress stands. */
export interface Flavour {
  /** As it calls itself in messages. */
  readonly name: 'httpd' | 'apache2';
  readonly version: string;
  readonly system: 'Unix' | 'Debian';
  readonly mpm: 'mpm_event' | 'mpm_prefork';
  readonly root: string;
  readonly pidFile: string;
  readonly children: number;
  /** uid and gid of www-data. */
  readonly user: number;
  /** Null: standard output and error; else a directory of log files. */
  readonly logs: string | null;
  /** Access log with referer and agent. */
  readonly combined: boolean;
  readonly built: string;
}

export const HTTPD: Flavour = {
  name: 'httpd',
  version: '2.4.65',
  system: 'Unix',
  mpm: 'mpm_event',
  root: '/usr/local/apache2/htdocs',
  pidFile: '/usr/local/apache2/logs/httpd.pid',
  children: 3,
  user: 33,
  logs: null,
  combined: false,
  built: 'Sep 18 2026 00:42:10',
};

export const DEBIAN_APACHE: Flavour = {
  name: 'apache2',
  version: '2.4.68',
  system: 'Debian',
  mpm: 'mpm_prefork',
  root: '/var/www/html',
  pidFile: '/var/run/apache2/apache2.pid',
  children: 5,
  user: 33,
  logs: '/var/log/apache2',
  combined: true,
  built: '2026-06-12T05:08:45',
};

export const serverToken = ({ version, system }: Flavour): string => `Apache/${version} (${system})`;
