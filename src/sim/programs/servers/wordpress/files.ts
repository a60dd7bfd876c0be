/** The files of WordPress that somebody looks at: the names of its root, and wp-config as the image has it. */
import { blank, dir, type NodeSpec, type TreeSpec, text } from '../../../kernel/tree-spec.ts';

const VERSION = '6.9.4';
const OWNER = { uid: 33, gid: 33 };

const php = (sizeBytes: number): NodeSpec => blank(sizeBytes, OWNER);

export const WORDPRESS_FILES: TreeSpec = {
  '.htaccess': text(
    '# BEGIN WordPress\n\nRewriteEngine On\nRewriteRule .* - [E=HTTP_AUTHORIZATION:%{HTTP:Authorization}]\nRewriteBase /\nRewriteRule ^index\\.php$ - [L]\nRewriteCond %{REQUEST_FILENAME} !-f\nRewriteCond %{REQUEST_FILENAME} !-d\nRewriteRule . /index.php [L]\n\n# END WordPress\n',
    OWNER,
  ),
  'index.php': text(
    "<?php\ndefine( 'WP_USE_THEMES', true );\nrequire __DIR__ . '/wp-blog-header.php';\n",
    OWNER,
  ),
  'license.txt': php(19_903),
  'readme.html': php(7_425),
  'wp-activate.php': php(7_349),
  'wp-admin': dir({ 'install.php': php(17_947), 'index.php': php(7_760) }, OWNER),
  'wp-blog-header.php': php(351),
  'wp-comments-post.php': php(2_323),
  'wp-config-docker.php': wpConfigDocker(),
  'wp-config-sample.php': php(3_339),
  'wp-content': dir(
    {
      'index.php': text('<?php\n// Silence is golden.\n', OWNER),
      plugins: dir({}, OWNER),
      themes: dir({}, OWNER),
    },
    OWNER,
  ),
  'wp-cron.php': php(5_617),
  'wp-includes': dir({ 'version.php': text(`<?php\n$wp_version = '${VERSION}';\n`, OWNER) }, OWNER),
  'wp-links-opml.php': php(2_493),
  'wp-load.php': php(3_937),
  'wp-login.php': php(51_414),
  'wp-mail.php': php(8_727),
  'wp-settings.php': php(31_055),
  'wp-signup.php': php(34_516),
  'wp-trackback.php': php(5_214),
  'xmlrpc.php': php(3_205),
};

export function wpConfigDocker(): NodeSpec {
  const line = (key: string, variable: string, fallback: string): string =>
    `define( '${key}', getenv_docker('${variable}', '${fallback}') );\n`;
  const body = [
    line('DB_NAME', 'WORDPRESS_DB_NAME', 'wordpress'),
    line('DB_USER', 'WORDPRESS_DB_USER', 'example username'),
    line('DB_PASSWORD', 'WORDPRESS_DB_PASSWORD', 'example password'),
    line('DB_HOST', 'WORDPRESS_DB_HOST', 'mysql'),
  ].join('\n');
  return text(
    `<?php\n// a helper function to lookup "env_FILE", "env", then fallback\n\n${body}\n$table_prefix = getenv_docker('WORDPRESS_TABLE_PREFIX', 'wp_');\n\nrequire_once ABSPATH . 'wp-settings.php';\n`,
    OWNER,
  );
}
