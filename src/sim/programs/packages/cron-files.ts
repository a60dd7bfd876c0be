/** What Debian's cron package puts on the disk. */
import { dir, type NodeSpec, program, text } from '../../kernel/tree-spec.ts';

export const cronFiles = (): Record<string, NodeSpec> => ({
  '/usr/sbin/cron': program('cron', 59_832),
  '/usr/bin/crontab': program('crontab', 43_568),
  '/var/spool/cron/crontabs': dir({}, { mode: 0o1730, gid: 102 }),
  '/etc/cron.d': dir({ '.placeholder': text('# DO NOT EDIT OR REMOVE\n') }),
  '/etc/crontab': text(CRONTAB),
});

const CRONTAB = `# /etc/crontab: system-wide crontab
# Unlike any other crontab you don't have to run the \`crontab'
# command to install the new version when you edit this file
# and files in /etc/cron.d. These files also have username fields,
# that none of the other crontabs do.

SHELL=/bin/sh
PATH=/usr/local/sbin:/usr/local/bin:/sbin:/bin:/usr/sbin:/usr/bin

# *  *  *  *  * user-name command to be executed
17 *	* * *	root	cd / && run-parts --report /etc/cron.hourly
25 6	* * *	root	test -x /usr/sbin/anacron || { cd / && run-parts --report /etc/cron.daily; }
47 6	* * 7	root	test -x /usr/sbin/anacron || { cd / && run-parts --report /etc/cron.weekly; }
52 6	1 * *	root	test -x /usr/sbin/anacron || { cd / && run-parts --report /etc/cron.monthly; }
#
`;
