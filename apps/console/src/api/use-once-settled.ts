import { useState } from 'react';

/** Whether something has come, or was refused, once; what is read anew after that does not take it back. */
export function useOnceSettled(isPending: boolean): boolean {
  const [isSettled, setSettled] = useState(!isPending);
  if (!isPending && !isSettled) setSettled(true);
  return isSettled || !isPending;
}
