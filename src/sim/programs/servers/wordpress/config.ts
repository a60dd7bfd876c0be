/** wp-config.php: which database a WordPress uses. Literal values and getenv_docker(...) with its fallback are understood, as in the image's file. */
import { type Sys, SysError, type Task } from '../../../kernel/sys.ts';
import { readText } from '../../lib/io.ts';

export interface WordPressConfig {
  readonly host: string;
  readonly user: string;
  readonly password: string;
  readonly name: string;
  readonly prefix: string;
}

/** Null where there is none. */
export function* readWordPressConfig(sys: Sys, root: string): Task<WordPressConfig | null> {
  let text: string;
  try {
    text = yield* readText(sys, `${root}/wp-config.php`);
  } catch (error) {
    if (error instanceof SysError) return null;
    throw error;
  }
  const defined = (key: string): string => {
    const found = new RegExp(`define\\(\\s*'${key}',\\s*(?:getenv_docker\\('(\\w+)',\\s*)?'([^']*)'`).exec(
      text,
    );
    const variable = found?.[1];
    return (variable === undefined ? undefined : sys.env.get(variable)) ?? found?.[2] ?? '';
  };
  return {
    host: defined('DB_HOST'),
    user: defined('DB_USER'),
    password: defined('DB_PASSWORD'),
    name: defined('DB_NAME'),
    prefix: 'wp_',
  };
}
