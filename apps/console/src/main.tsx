import 'virtual:theme.css';
import './styles/index.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Application } from './application.js';

createRoot(document.getElementById('console') as HTMLElement).render(
  <StrictMode>
    <Application />
  </StrictMode>,
);
