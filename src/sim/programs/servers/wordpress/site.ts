/**
 * WordPress as a visitor meets it before and after its installation. Invariant: what it says follows from its database: it asks the server named in
 * wp-config.php at each request. Left out: PHP itself, the dashboard, all pages but the front one, the installation and its refusals.
 */
import type { Sys, Task } from '../../../kernel/sys.ts';
import { textOf } from '../../databases/sql/values.ts';
import { type Conversation, openLocal, openRemote } from '../../databases/wire/client.ts';
import { decode, encode, type Reply } from '../../databases/wire/messages.ts';
import type { Page } from '../apache/child.ts';
import type { Asked } from '../static-files.ts';
import { readWordPressConfig, type WordPressConfig } from './config.ts';

const ENTRY = /^\/(index\.php|wp-login\.php|wp-admin(\/.*)?)?$/;

export const isWordPress = (sys: Sys, root: string, target: string): boolean =>
  ENTRY.test(target.split('?')[0] ?? '') && sys.access(`${root}/wp-load.php`, 'exists');

const phpHeader = (sys: Sys): string => `X-Powered-By: PHP/${sys.env.get('PHP_VERSION') ?? '8.2.32'}`;
const NO_CACHE = [
  'Expires: Wed, 11 Jan 1984 05:00:00 GMT',
  'Cache-Control: no-cache, must-revalidate, max-age=0, no-store, private',
];

const html = (sys: Sys, status: string, text: string, more: readonly string[] = []): Page => ({
  status,
  headers: [phpHeader(sys), ...more, 'Content-Type: text/html; charset=UTF-8'],
  body: new TextEncoder().encode(text),
});

function redirect(sys: Sys, asked: Asked, path: string): Page {
  const host =
    asked.headers
      .find((line) => /^host:/i.test(line))
      ?.slice(5)
      .trim() ?? 'localhost';
  return html(sys, '302 Found', '', [
    ...NO_CACHE,
    'X-Redirect-By: WordPress',
    `Location: http://${host}${path}`,
  ]);
}

export function* answerWordPress(sys: Sys, root: string, asked: Asked): Task<Page> {
  const config = yield* readWordPressConfig(sys, root);
  const path = asked.target.split('?')[0] ?? '/';
  if (config === null)
    return path.startsWith('/wp-admin/setup-config.php')
      ? html(sys, '200 OK', SETUP)
      : redirect(sys, asked, '/wp-admin/setup-config.php');
  const database = yield* openDatabase(sys, config);
  if (database === null) return html(sys, '500 Internal Server Error', DATABASE_ERROR, NO_CACHE);
  try {
    return yield* page(sys, asked, path, config, database);
  } finally {
    database.close();
  }
}

function* page(
  sys: Sys,
  asked: Asked,
  path: string,
  { prefix }: WordPressConfig,
  database: Conversation,
): Task<Page> {
  const titles = yield* query(
    database,
    `SELECT option_value FROM ${prefix}options WHERE option_name = 'blogname'`,
  );
  const installer = path === '/wp-admin/install.php';
  if (titles === null) {
    if (!installer) return redirect(sys, asked, '/wp-admin/install.php');
    if (asked.method !== 'POST') return html(sys, '200 OK', INSTALL, NO_CACHE);
    yield* install(database, prefix, asked.body);
    return html(sys, '200 OK', INSTALLED, NO_CACHE);
  }
  if (installer) return html(sys, '200 OK', ALREADY, NO_CACHE);
  if (path === '/' || path === '/index.php') {
    const posts =
      (yield* query(database, `SELECT post_title, post_content FROM ${prefix}posts ORDER BY ID DESC`)) ?? [];
    return html(sys, '200 OK', front(titles[0]?.[0] ?? '', posts));
  }
  if (path === '/wp-login.php') return html(sys, '200 OK', LOGIN, NO_CACHE);
  return redirect(sys, asked, '/wp-login.php?redirect_to=%2Fwp-admin%2F&reauth=1');
}

/** The rows; null after an error. */
function* query(database: Conversation, sql: string): Task<readonly (readonly string[])[] | null> {
  const answer = yield* database.ask(encode({ op: 'query', sql }));
  const reply = answer === null ? null : decode<Reply>(answer);
  if (reply?.kind !== 'result') return null;
  return reply.result.kind === 'rows' ? reply.result.rows.map((row) => row.map(textOf)) : [];
}

function* openDatabase(sys: Sys, config: WordPressConfig): Task<Conversation | null> {
  const [host = '', port = '3306'] = config.host.split(':');
  const opened =
    host === 'localhost'
      ? openLocal(sys, '/var/run/mysqld/mysqld.sock')
      : yield* openRemote(sys, { host, port: Number(port) }, true);
  if (opened.kind !== 'open') return null;
  const { conversation } = opened;
  const { user, password, name } = config;
  const answer = yield* conversation.ask(encode({ op: 'login', user, password, database: name }));
  if (answer !== null && decode<Reply>(answer).kind === 'welcome') return conversation;
  conversation.close();
  return null;
}

function* install(database: Conversation, prefix: string, form: string): Task<void> {
  const fields = new Map(
    form
      .split('&')
      .map(
        (pair) =>
          pair.split('=').map((part) => decodeURIComponent(part.replaceAll('+', ' '))) as [string, string],
      ),
  );
  const quoted = (key: string, fallback: string): string =>
    `'${(fields.get(key) ?? fallback).replaceAll("'", "''")}'`;
  for (const sql of [
    `CREATE TABLE ${prefix}options (option_id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, option_name VARCHAR(191) NOT NULL UNIQUE, option_value LONGTEXT NOT NULL)`,
    `CREATE TABLE ${prefix}users (ID BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, user_login VARCHAR(60) NOT NULL, user_email VARCHAR(100) NOT NULL)`,
    `CREATE TABLE ${prefix}posts (ID BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, post_title TEXT NOT NULL, post_content LONGTEXT NOT NULL)`,
    `INSERT INTO ${prefix}options (option_name, option_value) VALUES ('blogname', ${quoted('weblog_title', 'My Site')})`,
    `INSERT INTO ${prefix}users (user_login, user_email) VALUES (${quoted('user_name', 'admin')}, ${quoted('admin_email', 'admin@example.com')})`,
    `INSERT INTO ${prefix}posts (post_title, post_content) VALUES ('Hello world!', 'Welcome to WordPress. This is your first post. Edit or delete it, then start writing!')`,
  ])
    yield* query(database, sql);
}

const shell = (title: string, body: string): string =>
  `<!DOCTYPE html>\n<html lang="en-US">\n<head>\n\t<meta charset="UTF-8" />\n\t<title>${title}</title>\n</head>\n<body>\n${body}</body>\n</html>\n`;
const asHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const front = (title: string, posts: readonly (readonly string[])[]): string =>
  shell(
    asHtml(title),
    `<h1>${asHtml(title)}</h1>\n${posts.map(([head = '', text = '']) => `<h2>${asHtml(head)}</h2>\n<p>${asHtml(text)}</p>\n`).join('')}`,
  );
const DATABASE_ERROR = shell(
  'Database Error',
  '\t<div class="wp-die-message"><h1>Error establishing a database connection</h1></div>\n',
);
const SETUP = shell(
  'WordPress &rsaquo; Setup Configuration File',
  '<p>Welcome to WordPress. Before getting started, you will need to know the following items.</p>\n',
);
const INSTALL = shell(
  'WordPress &rsaquo; Installation',
  '<h1>Welcome</h1>\n<p>Welcome to the famous five-minute WordPress installation process!</p>\n<form id="setup" method="post" action="install.php?step=2">\n<input name="weblog_title" type="text" />\n<input name="user_name" type="text" />\n<input name="admin_email" type="email" />\n<input type="submit" value="Install WordPress" />\n</form>\n',
);
const INSTALLED = shell(
  'WordPress &rsaquo; Installation',
  '<h1>Success!</h1>\n<p>WordPress has been installed. Thank you, and enjoy!</p>\n',
);
const ALREADY = shell(
  'WordPress &rsaquo; Installation',
  '<h1>Already Installed</h1>\n<p>You appear to have already installed WordPress. To reinstall please clear your old database tables first.</p>\n',
);
const LOGIN = shell(
  'Log In',
  '<h1>Log In</h1>\n<form name="loginform" id="loginform" action="wp-login.php" method="post">\n</form>\n',
);
