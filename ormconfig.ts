import { createDataSource } from './libs/persistence/src/data-source.js';
import { loadSettings, readEnvironment } from './libs/settings/src/index.js';

/** The DataSource of TypeORM's command line, made from the same settings as the service's own. */
export default createDataSource(loadSettings(readEnvironment()).database);
