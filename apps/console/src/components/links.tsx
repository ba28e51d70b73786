import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core';
import { createLink, type LinkComponent } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';

type Common<Props> = Props & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof Props> & { ref?: Ref<HTMLAnchorElement> };

const PlainText = (props: Common<AnchorProps>) => <Anchor {...props} />;
const PlainButton = (props: Common<ButtonProps>) => <Button component="a" {...props} />;

const RoutedText = createLink(PlainText);
const RoutedButton = createLink(PlainButton);

/** A link to a page of the console, checked against its routes. */
export const TextLink: LinkComponent<typeof PlainText> = (props) => <RoutedText {...props} />;

/** The same, where it is what one came for. */
export const ButtonLink: LinkComponent<typeof PlainButton> = (props) => <RoutedButton {...props} />;
