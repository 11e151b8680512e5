import { MantineProvider } from '@mantine/core';
import './theme/mantine.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { MessagesProvider } from './i18n/Messages';
import './theme/global.css';
import { cssVariablesResolver, theme } from './theme/theme';

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
      <MessagesProvider>
        <App />
      </MessagesProvider>
    </MantineProvider>
  </StrictMode>,
);
