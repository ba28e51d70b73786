import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { texts } from '../texts/index.js';
import { Icon } from './icon.js';
import styles from './search-form.module.css';

interface SearchFormProps {
  readonly label: string;
  readonly help: string;
  /** What the button says that ends the search. */
  readonly all: string;
  /** What is searched for now. */
  readonly text: string | undefined;
  readonly onSearch: (text: string | undefined) => void;
}

/** Searches a list; what is searched for stands in the address. */
export function SearchForm({ label, help, all, text, onSearch }: SearchFormProps) {
  const [typed, setTyped] = useState(text ?? '');
  const search = (event: FormEvent) => {
    event.preventDefault();
    onSearch(typed.trim() || undefined);
  };
  return (
    <form className={styles.search} role="search" onSubmit={search}>
      <TextInput type="search" label={label} description={help} leftSection={<Icon name="search" />} value={typed} onChange={({ currentTarget }) => setTyped(currentTarget.value)} />
      <Button type="submit" variant="default">
        {texts.common.search}
      </Button>
      {text !== undefined && (
        <Button variant="subtle" onClick={() => onSearch(undefined)}>
          {all}
        </Button>
      )}
    </form>
  );
}
