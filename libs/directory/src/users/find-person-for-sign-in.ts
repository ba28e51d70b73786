import { Injectable } from '@nestjs/common';
import type { ReadScope, UserEntity } from '@app/persistence';

/** What an identity provider says who it is. */
export interface SignInSubject {
  /** The verified NameID; or the attribute `email` where the NameID is no e-mail address by its format, as the caller decides. */
  readonly nameId: string;
}

@Injectable()
export class FindPersonForSignIn {
  find(_scope: ReadScope, _accountId: string, _subject: SignInSubject): Promise<UserEntity | null> {
    throw new Error('under construction');
  }
}
