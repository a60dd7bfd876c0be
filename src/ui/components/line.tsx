import { Text, type TextProps } from 'ink';
import type { ReactNode } from 'react';

/** One row of the screen. Cut at its end, never wrapped: what does not fit was meant to be wrapped before. */
export function Line({ children, ...props }: TextProps & { readonly children?: ReactNode }) {
  return (
    <Text {...props} wrap="truncate">
      {children === undefined || children === '' ? ' ' : children}
    </Text>
  );
}
