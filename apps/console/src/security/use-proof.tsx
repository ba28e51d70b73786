import { type ReactNode, useState } from 'react';
import { answerOf, api } from '../api/client.js';
import type { ProofChallenge } from '../api/models.js';
import { isProblem } from '../api/problem.js';
import { ProofDialog } from './proof-dialog.js';

interface Asked {
  readonly challenge: ProofChallenge;
  readonly proven: () => void;
  readonly givenUp: (reason: unknown) => void;
}

/** Does what asks for a fresh proof that it is me: once more after the proof, where it was asked for. */
export function useProof(): { withProof: <Result>(action: () => Promise<Result>) => Promise<Result>; dialog: ReactNode } {
  const [asked, setAsked] = useState<Asked>();
  const prove = async (refusal: unknown) => {
    const challenge = await answerOf(api.POST('/api/v1/session/proof-challenges'));
    try {
      await new Promise<void>((proven, givenUp) => setAsked({ challenge, proven, givenUp: () => givenUp(refusal) }));
    } finally {
      setAsked(undefined);
    }
  };
  const withProof = async <Result,>(action: () => Promise<Result>): Promise<Result> => {
    try {
      return await action();
    } catch (error) {
      if (!isProblem(error, 'proof_required')) throw error;
      await prove(error);
      return action();
    }
  };
  return { withProof, dialog: asked && <ProofDialog challenge={asked.challenge} onProven={asked.proven} onClose={() => asked.givenUp(undefined)} /> };
}
