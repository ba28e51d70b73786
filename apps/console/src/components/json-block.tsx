import { Code } from '@mantine/core';

/** Data as it is, readable. */
export function JsonBlock({ value }: { value: unknown }) {
  return (
    <Code block tabIndex={0}>
      {JSON.stringify(value, null, 2)}
    </Code>
  );
}
