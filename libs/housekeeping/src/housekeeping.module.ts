import { Module } from '@nestjs/common';
import { CHORES, Housekeeper } from './housekeeper.js';
import { RemoveEndedRows } from './remove-ended-rows.js';
import { RemoveLateLines } from './remove-late-lines.js';
import { ResealSecrets } from './reseal-secrets.js';
import { WarnOfCertificates } from './warn-of-certificates.js';

const chores = [RemoveEndedRows, RemoveLateLines, WarnOfCertificates];

@Module({ providers: [...chores, Housekeeper, ResealSecrets, { provide: CHORES, useFactory: (...all: unknown[]) => all, inject: chores }], exports: [Housekeeper, ResealSecrets] })
export class HousekeepingModule {}
