import { Box } from 'ink';
import type { ReactNode } from 'react';
import { bodyRows, frameRows } from '../../app/layout.ts';
import type { Size } from '../../app/state.ts';

interface FrameProps {
  readonly size: Size;
  /** Cells the screen's text takes; it stands in the middle of what there is. */
  readonly width: number;
  /** Exactly two rows. */
  readonly header: ReactNode;
  readonly children: ReactNode;
  readonly footer: ReactNode;
  /** A notice may be longer than a row. */
  readonly footerRows?: number;
}

/**
 * Every screen: two rows of header, the body, a row of footer or more; one row less than the terminal has.
 *
 *     PID 1: the life and death of a container                  4 of 12
 *     ━━━━━━━━━━━━━━━━━━━━━━───────────────────────────────────────────
 *     body
 *     Space on  Tab pane  ? help  q quit
 */
export function Frame({ size, width, header, children, footer, footerRows = 1 }: FrameProps) {
  const margin = Math.max(0, Math.floor((size.columns - width) / 2));
  return (
    <Box flexDirection="column" width={size.columns} height={frameRows(size)} overflow="hidden">
      <Box flexDirection="column" marginLeft={margin} width={width} height={2} flexShrink={0}>
        {header}
      </Box>
      <Box flexDirection="column" height={bodyRows(size, footerRows)} overflow="hidden" flexShrink={0}>
        {children}
      </Box>
      <Box
        flexDirection="column"
        marginLeft={margin}
        width={width}
        height={footerRows}
        overflow="hidden"
        flexShrink={0}
      >
        {footer}
      </Box>
    </Box>
  );
}
