import { Button, Combobox, InputBase, Popover, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { accountQuery, accountsQuery } from '../accounts/account-queries.js';
import { useList } from '../api/pages.js';
import { Icon } from '../components/icon.js';
import { mayAdminister } from '../session/rights.js';
import { useSession } from '../session/session-query.js';
import { texts } from '../texts/index.js';
import styles from './account-in-view.module.css';

const MOST_SHOWN = 50;
const TYPING_PAUSE = 200;

/** Which account the page is about. Staff change to another one here. */
export function AccountInView({ accountId }: { accountId: string }) {
  const session = useSession();
  const { data, isError } = useQuery({ ...accountQuery(accountId), enabled: mayAdminister(session) && accountId !== session.account.id });
  const name = accountId === session.account.id ? session.account.name : (data?.name ?? (isError ? texts.layout.accountUnknown : texts.common.loading));
  return session.staff ? <AccountSwitch name={name} /> : <span className={styles.name}>{name}</span>;
}

function AccountSwitch({ name }: { name: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={320} trapFocus withinPortal>
      <Popover.Target>
        <Button variant="default" size="sm" onClick={() => setOpen(!isOpen)} rightSection={<Icon name="chevron" size={14} />} className={styles.button} aria-label={texts.layout.changeAccount(name)}>
          {name}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>{isOpen && <AccountSearch onChosen={() => setOpen(false)} />}</Popover.Dropdown>
    </Popover>
  );
}

function AccountSearch({ onChosen }: { onChosen: () => void }) {
  const [search, setSearch] = useState('');
  const combobox = useCombobox();
  const navigate = useNavigate();
  const [settled] = useDebouncedValue(search.trim(), TYPING_PAUSE);
  const { items, isPending } = useList({ ...accountsQuery(settled), placeholderData: keepPreviousData });
  // Also of what was there before the service has searched: whoever presses Enter in between means what he has typed.
  const found = items.filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase())).slice(0, MOST_SHOWN);
  const choose = (accountId: string) => {
    onChosen();
    void navigate({ to: '/accounts/$accountId/settings/integrations', params: { accountId } });
  };
  return (
    <Combobox store={combobox} onOptionSubmit={choose} withinPortal={false}>
      <Combobox.EventsTarget>
        <InputBase
          label={texts.layout.searchAccounts}
          leftSection={<Icon name="search" size={16} />}
          value={search}
          data-autofocus
          onChange={({ currentTarget }) => {
            setSearch(currentTarget.value);
            combobox.updateSelectedOptionIndex();
          }}
        />
      </Combobox.EventsTarget>
      <Combobox.Options className={styles.options} aria-label={texts.layout.accounts}>
        {found.map(({ id, name }) => (
          <Combobox.Option key={id} value={id}>
            {name}
          </Combobox.Option>
        ))}
        {found.length === 0 && <Combobox.Empty>{isPending ? texts.common.loading : texts.layout.noAccount}</Combobox.Empty>}
      </Combobox.Options>
      <Link to="/accounts" onClick={onChosen} className={styles.all}>
        {texts.layout.allAccounts}
      </Link>
    </Combobox>
  );
}
