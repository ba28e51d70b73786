import { randomBytes } from 'node:crypto';
import type { SimulatedOkta } from '../okta.js';
import type { DialectKey, Person, ProvisioningSettings } from '../org/model.js';
import { ScimFailure, resourceOf, type ScimRequest, type ScimResource } from '../scim/wire.js';
import { told } from './admin-api.js';
import type { Step } from './story.js';

/** Two clearly named people and a group, with whom one provisioning client is checked against one installation. */
export class CheckScene {
  private readonly mark = randomBytes(4).toString('hex');
  readonly groupName = `MoovingON check ${this.mark} (may be deleted)`;
  readonly ada: Person;
  readonly grace: Person;

  constructor(
    readonly okta: SimulatedOkta,
    readonly dialect: DialectKey,
  ) {
    this.ada = this.makePerson('Ada');
    this.grace = this.makePerson('Grace');
    okta.createGroup(this.groupName, [this.ada.id, this.grace.id]);
  }

  /** Every action ticked, as the guide has it. */
  settings(target: Pick<ProvisioningSettings, 'baseUrl' | 'credentials'>): Partial<ProvisioningSettings> {
    return {
      ...target,
      enabled: true,
      dialect: this.dialect,
      createUsers: true,
      updateUserAttributes: true,
      deactivateUsers: true,
    };
  }

  idOf(person: Person): string {
    const id = this.okta.provisioning.links.get(person.id)?.scimId;
    if (!id) throw new Error(`${person.profile.login} was never provisioned`);
    return id;
  }

  read(person: Person, step: Step): Promise<ScimResource> {
    return this.ask({ method: 'GET', path: `/Users/${encodeURIComponent(this.idOf(person))}` }, step).then(resourceOf);
  }

  /** A request beside those of the dialect; its answer, or a {@link ScimFailure}. */
  async ask(request: ScimRequest, step: Step): Promise<unknown> {
    const sent = `${request.method} ${decodeURIComponent(request.path)}${request.body ? ` ${told(request.body)}` : ''}`;
    try {
      const answer = await this.okta.provisioning.send('Check')(request);
      step.exchanged(sent, told(answer) || 'no content');
      return answer;
    } catch (error) {
      step.exchanged(sent, (error as Error).message);
      throw error;
    }
  }

  /** The status with which the service refuses a request; 200 where it does not. */
  async statusOf(request: ScimRequest, step: Step): Promise<number> {
    try {
      await this.ask(request, step);
      return 200;
    } catch (error) {
      if (error instanceof ScimFailure) return error.status ?? 0;
      throw error;
    }
  }

  private makePerson(firstName: string): Person {
    const email = `MoovingON.Check.${this.mark}.${firstName}@example.com`;
    return this.okta.createPerson({ login: email, email, firstName, lastName: `Check ${this.mark} (may be deleted)` });
  }
}
