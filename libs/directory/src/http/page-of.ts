import type { Type } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';

/** The description of a page of something, as a class of its own name. */
export function PageOf<Item>(item: Type<Item>): Type<{ items: Item[]; nextCursor: string | null }> {
  class PageResource {
    @ApiProperty({ type: [item] })
    items!: Item[];

    @ApiProperty({ type: String, nullable: true, description: 'The `cursor` of the next page; null on the last one.', example: null })
    nextCursor!: string | null;
  }
  Object.defineProperty(PageResource, 'name', { value: `PageOf${item.name.replace(/Resource$/, '')}` });
  return PageResource;
}
