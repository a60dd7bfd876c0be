import { Text } from 'ink';
import SelectInput from 'ink-select-input';
import { useTheme } from '../theme.ts';

/**
 * The visible part of a list with a pointer: `❯ ✓ 03  PID 1   done   35 min`.
 *
 * ink-select-input draws it, but never hears a key: its state lags behind fast keys (stack.md, trap 1), so
 * the selection is ours and a new one mounts it anew.
 */
export function SelectList({ labels, selected }: { labels: readonly string[]; selected: number }) {
  const items = labels.map((label, index) => ({ key: String(index), label, value: index }));
  return (
    <SelectInput
      key={`${selected}/${labels.length}`}
      items={items}
      initialIndex={selected}
      isFocused={false}
      indicatorComponent={Pointer}
      itemComponent={Entry}
    />
  );
}

function Pointer({ isSelected = false }: { isSelected?: boolean }) {
  const { glyphs, accent } = useTheme();
  return <Text {...accent}>{isSelected ? `${glyphs.pointer} ` : '  '}</Text>;
}

function Entry({ label, isSelected = false }: { label: string; isSelected?: boolean }) {
  const { selected } = useTheme();
  return (
    <Text wrap="truncate" {...(isSelected ? selected : {})}>
      {label}
    </Text>
  );
}
