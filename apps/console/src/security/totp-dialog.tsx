import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { answerOf, api } from '../api/client.js';
import { CopyValue } from '../components/copy-value.js';
import { Dialog } from '../components/dialog.js';
import { PageLoading } from '../components/page-loading.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { QrCode } from '../components/qr-code.js';
import { texts } from '../texts/index.js';
import styles from './totp-dialog.module.css';
import type { useProof } from './use-proof.js';

const { security: words } = texts;

export interface AddingProps {
  readonly withProof: ReturnType<typeof useProof>['withProof'];
  readonly onAdded: (name: string, recoveryCodes: readonly string[] | null) => void;
  readonly onClose: () => void;
}

/** Adds an authenticator app: its secret, then its first code. */
export function TotpDialog({ withProof, onAdded, onClose }: AddingProps) {
  const [name, setName] = useState('');
  const [code, setCode] = useState('');
  const begin = useMutation({ mutationFn: () => withProof(() => answerOf(api.POST('/api/v1/session/second-factors/totp'))), onError: () => undefined });
  const confirm = useMutation({
    mutationFn: () => answerOf(api.POST('/api/v1/session/second-factors/totp/confirm', { body: { enrolment: begin.data?.enrolment ?? '', name: name.trim(), code: code.trim() } })),
    onSuccess: ({ recoveryCodes }) => onAdded(name.trim(), recoveryCodes),
  });
  const { mutate } = begin;
  const isBegun = useRef(false);
  useEffect(() => {
    if (!isBegun.current) mutate();
    isBegun.current = true;
  }, [mutate]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate();
  };
  return (
    <Dialog title={words.addTotp} opened onClose={onClose}>
      <ProblemNotice error={begin.error} />
      {begin.isPending && <PageLoading />}
      {begin.data && (
        <form onSubmit={submit}>
          <Stack>
            <Text size="sm">{words.totpHow}</Text>
            <div className={styles.ways}>
              <QrCode text={begin.data.uri} label={words.qrCode} />
              <div className={styles.typed}>
                <CopyValue label={words.secret} value={begin.data.secret} note={<a href={begin.data.uri}>{words.openApp}</a>} />
              </div>
            </div>
            <TextInput label={words.code} required autoComplete="one-time-code" inputMode="numeric" value={code} onChange={({ currentTarget }) => setCode(currentTarget.value)} />
            <TextInput label={words.name} description={words.nameHelp} required maxLength={200} autoComplete="off" value={name} onChange={({ currentTarget }) => setName(currentTarget.value)} />
            <ProblemNotice error={confirm.error} />
            <Group justify="flex-end">
              <Button type="submit" loading={confirm.isPending}>
                {words.addTotp}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Dialog>
  );
}
