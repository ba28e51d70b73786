import { Button, Modal } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { texts } from '../texts/index.js';
import { ProblemNotice } from './problem-notice.js';
import styles from './dialog.module.css';

interface DialogProps {
  readonly title: string;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly size?: string;
}

/** A dialog. The page behind it stands still by the style sheet: Mantine's own lock writes a style element. */
export function Dialog({ title, opened, onClose, children, size = 'lg' }: DialogProps) {
  useFocusGivenBack(opened);
  return (
    <Modal.Root opened={opened} onClose={onClose} size={size} lockScroll={false}>
      <Modal.Overlay />
      <Modal.Content>
        {/* Not a second banner of the page, which a header element would be here. */}
        <Modal.Header role="presentation">
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label={texts.common.close} />
        </Modal.Header>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/** Also where a dialog does not close but goes, which Mantine's own way does not notice. */
function useFocusGivenBack(opened: boolean): void {
  useEffect(() => {
    if (!opened) return;
    const opener = document.activeElement;
    return () => {
      setTimeout(() => {
        const isElsewhere = document.activeElement !== null && document.activeElement !== document.body;
        if (!isElsewhere && opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
      });
    };
  }, [opened]);
}

interface ConfirmationProps extends Omit<DialogProps, 'size'> {
  /** What the button says: a verb. */
  readonly confirm: string;
  readonly onConfirm: () => void;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly isDangerous?: boolean;
  /** What is asked is not known yet, so that nobody can say yes to it. */
  readonly isUnknown?: boolean;
}

/** Asks before something is done that is not easily undone. */
export function Confirmation({ confirm, onConfirm, isBusy, error, isDangerous = false, isUnknown = false, children, ...dialog }: ConfirmationProps) {
  return (
    <Dialog {...dialog} size="md">
      <div className={styles.body}>
        {children}
        <ProblemNotice error={error} />
        <div className={styles.buttons}>
          <Button variant="default" onClick={dialog.onClose}>
            {texts.common.cancel}
          </Button>
          <Button color={isDangerous ? 'red' : undefined} loading={isBusy} disabled={isUnknown} onClick={onConfirm}>
            {confirm}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
